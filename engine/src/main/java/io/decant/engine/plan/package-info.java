/**
 * Decides everything before anything is done: which table goes where under which name, how each
 * column is converted and what that may cost, which statements make the target, and what stays
 * behind. Pure: the same answer for the same input, and printable.
 */
@NullMarked
package io.decant.engine.plan;

import org.jspecify.annotations.NullMarked;
