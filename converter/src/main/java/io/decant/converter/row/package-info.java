/**
 * Rows on the move: batches of typed column vectors without an object per cell, the special dates
 * that no calendar holds, and the digest that proves that what arrived is what was sent.
 */
@NullMarked
package io.decant.converter.row;

import org.jspecify.annotations.NullMarked;
