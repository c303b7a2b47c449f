/**
 * Builds what is cheaper, or only possible, when the rows are in: keys, indexes, checks, counters,
 * foreign keys, comments, views.
 */
@NullMarked
package io.decant.engine.finish;

import org.jspecify.annotations.NullMarked;
