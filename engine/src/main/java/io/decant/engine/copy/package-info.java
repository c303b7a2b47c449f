/**
 * Copies the rows. {@link io.decant.engine.copy.SplitCopier} is the hot path; around it {@link
 * io.decant.engine.copy.SplitRunner} does a split again when a connection breaks or a row is
 * refused, and {@link io.decant.engine.copy.Copier} keeps all threads busy with splits.
 */
@NullMarked
package io.decant.engine.copy;

import org.jspecify.annotations.NullMarked;
