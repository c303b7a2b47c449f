/**
 * Looks before anything is done: what there is, what of it comes over, which values of a sample
 * would be refused or changed, how fast this very source and target are, and what follows from it.
 * The risks are found by doing: the sample goes through the same plan and the same conversions as a
 * migration would. Nothing is written but a scratch table, and that is removed again.
 */
@NullMarked
package io.decant.engine.assess;

import org.jspecify.annotations.NullMarked;
