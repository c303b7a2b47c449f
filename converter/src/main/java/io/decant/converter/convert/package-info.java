/**
 * How a value of one logical type becomes a value of another: the only place where types meet. Each
 * conversion is named and says beforehand what it may lose; while it runs it counts what it did
 * lose.
 */
@NullMarked
package io.decant.converter.convert;

import org.jspecify.annotations.NullMarked;
