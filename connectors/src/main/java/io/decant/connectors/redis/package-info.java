/**
 * Redis: a space of keys without a schema. As a source, the keys themselves are the schema: what
 * they have in common becomes tables, and the pieces that differ become columns. As a target, a row
 * is a hash. What surprised us: a SCAN gives a key twice while the server resizes its table, and
 * cannot be divided; there is no snapshot, so the list of keys that one SCAN gave is the nearest
 * thing to one; an expiry is told as time left, which two readings tell differently.
 */
@NullMarked
package io.decant.connectors.redis;

import org.jspecify.annotations.NullMarked;
