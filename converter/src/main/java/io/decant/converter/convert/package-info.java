/**
 * How a value of one logical type becomes a value of another: the only place where types meet. Each
 * conversion is named and says beforehand what it may lose; while it runs it counts what it did
 * lose.
 *
 * <p>Order of reading: {@code Conversions} (which rule), {@code Demand} (what it is asked for),
 * {@code ColumnConversion} with {@code Rule}, {@code Guard} and {@code Identity} (the kinds there
 * are), {@code Loss} and {@code Losses}; {@code RowConversion} takes a batch through them. The
 * classes called {@code Conversions} hold the rules by what they begin with.
 */
@NullMarked
package io.decant.converter.convert;

import org.jspecify.annotations.NullMarked;
