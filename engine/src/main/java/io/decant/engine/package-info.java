/** Moves the tables: the stages of a migration, in the order they run. */
@NullMarked
package io.decant.engine;

import org.jspecify.annotations.NullMarked;
