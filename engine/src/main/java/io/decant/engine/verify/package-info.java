/**
 * Compares: what the ledger says was copied, or the source itself, with what the target gives back.
 * Both sides are rows of the target's logical types, so that one digest serves both.
 */
@NullMarked
package io.decant.engine.verify;

import org.jspecify.annotations.NullMarked;
