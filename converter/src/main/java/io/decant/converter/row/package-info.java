/**
 * Rows on the move: batches of typed column vectors without an object per cell, the special dates
 * that no calendar holds, and the digest that proves that what arrived is what was sent.
 *
 * <p>Order of reading: {@code RowBatch} and {@code ColumnVector}; {@code LogicalType} in the
 * package {@code schema} says how each type lies in them; {@code Temporals}, {@code Decimals},
 * {@code Floats} and {@code JsonText} are these values as text; {@code RowDigest} and {@code
 * ColumnHash} are the digest, and {@code JsonHash} what makes it blind to how JSON is spelt.
 */
@NullMarked
package io.decant.converter.row;

import org.jspecify.annotations.NullMarked;
