/** A database that goes wrong on demand, and data to move, for the tests of the engine. */
@NullMarked
package io.decant.engine.testing;

import org.jspecify.annotations.NullMarked;
