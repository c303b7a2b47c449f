/**
 * MongoDB 4.0 and newer, as source and as target. A collection is a table, and each array of
 * documents in it is a table of its own; {@code connectors.documents} says how documents become
 * rows and rows documents. Readers share one cluster time where the server is a replica set, and
 * each reads a range of {@code _id} in the server's own order. Rows are written in transactions
 * that also say which documents they made, so that a split which was not finished can be undone.
 * Read {@code MongoSource} and {@code MongoSink} first.
 */
@NullMarked
package io.decant.connectors.mongodb;

import org.jspecify.annotations.NullMarked;
