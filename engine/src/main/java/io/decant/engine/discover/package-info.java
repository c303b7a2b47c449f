/** Finds out what the source holds, and which part of it the user means. */
@NullMarked
package io.decant.engine.discover;

import org.jspecify.annotations.NullMarked;
