/**
 * What a database must offer to be a source or a target.
 *
 * <p>Order of reading: {@code Connector} and {@code Capabilities}; {@code Source}, {@code Split}
 * and {@code BatchReader}; {@code TargetSchema} (what a target can hold), {@code Sink}, {@code
 * Ledger} and {@code BatchWriter}. {@code connectors.memory} implements all of it in the fewest
 * lines.
 */
@NullMarked
package io.decant.connectors.spi;

import org.jspecify.annotations.NullMarked;
