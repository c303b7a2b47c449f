/**
 * Looks before anything is done: what there is, what of it comes over, which values of a sample
 * would be refused or changed, how fast this very source and target are, and what follows from it.
 * The risks are found by doing: the sample goes through the same plan and the same conversions as a
 * migration would. Nothing is written but a scratch table, and that is removed again.
 *
 * <p>Order of reading: {@code Assessor} (the whole way); {@code Feasible} (the plan, as far as
 * there is one); {@code Sampler} with {@code Places} and the detectors; {@code ReadTest}, {@code
 * WriteTest} and {@code Scratch}, timed by a {@code Meter}; {@code Conclusions}, which draws on
 * {@code RowRisks} and {@code SchemaRisks} (what stands in the way), {@code Score} with its {@code
 * Weights}, {@code Estimator} (how long), {@code StrategyChoice} (how to go about it) and {@code
 * Advice}.
 */
@NullMarked
package io.decant.engine.assess;

import org.jspecify.annotations.NullMarked;
