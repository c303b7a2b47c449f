/**
 * The neutral middle of Decant: what a table is, what a batch of rows is, how one logical type
 * becomes another and what that costs. It knows no database and depends on nothing but the JDK.
 */
@NullMarked
package io.decant.converter;

import org.jspecify.annotations.NullMarked;
