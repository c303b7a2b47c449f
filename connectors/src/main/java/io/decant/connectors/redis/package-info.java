/**
 * Redis: a space of keys without a schema. As a source, the keys themselves are the schema: what
 * they have in common becomes tables, and the pieces that differ become columns. As a target, a row
 * is a hash. What surprised us: a SCAN gives a key twice while the server resizes its table, and
 * cannot be divided; there is no snapshot, so the list of keys that one SCAN gave is the nearest
 * thing to one; an expiry is told as time left, which two readings tell differently.
 *
 * <p>Order of reading: {@code KeyPath}, {@code Grammar} and {@code Template} (what keys have in
 * common), {@code Sampler}, {@code Shape} and {@code Inference} (which tables that makes), {@code
 * Layout} (the same read off a table again); {@code RedisSource}, {@code Keyspace} and {@code
 * RedisReader} with {@code Values} and {@code RowFiller}; {@code RedisSink} and {@code
 * RedisWriter}, whose {@code OwnRows} or {@code KeyedRows} make commands, whose {@code
 * Transactions} send them, and whose {@code Staging} and {@code Assembly} keep what one key holds
 * together. {@code Wire} and {@code Resp} are the protocol.
 */
@NullMarked
package io.decant.connectors.redis;

import org.jspecify.annotations.NullMarked;
