/**
 * Makes the target's tables, without keys and indexes, and decides what becomes of tables that are
 * there already.
 */
@NullMarked
package io.decant.engine.create;

import org.jspecify.annotations.NullMarked;
