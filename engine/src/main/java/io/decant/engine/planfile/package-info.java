/**
 * A plan as a file that is reviewed, edited and then run: what is written into it, what the source
 * must still be like, and what the user has changed.
 *
 * <p>Order of reading: {@code SavedPlan} (both ways); {@code Making} and {@code Recorded} (what a
 * plan follows from), {@code SourceFacts} (what must still be so), {@code PlanTree} (what stands in
 * the file); {@code PlanReading} (which differences are edits), {@code Trimming} (what was taken
 * out) and {@code StatementEdits} (what was rewritten).
 */
@NullMarked
package io.decant.engine.planfile;

import org.jspecify.annotations.NullMarked;
