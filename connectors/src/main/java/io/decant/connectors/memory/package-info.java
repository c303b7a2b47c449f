/**
 * The reference connector, for whoever writes another one: read it first. A database is a map of
 * tables in this process; it holds every logical type as it is, keeps every promise of the SPI, and
 * does nothing cleverly. {@code memory:name} names one.
 *
 * <p>Order of reading: {@link io.decant.connectors.memory.MemoryConnector} says what it can do,
 * {@code MemoryDatabase} is the "server", {@code MemorySource} and {@code MemorySink} are what a
 * connector adds to a server.
 */
@NullMarked
package io.decant.connectors.memory;

import org.jspecify.annotations.NullMarked;
