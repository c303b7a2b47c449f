/**
 * Documents as rows and back, for every connector whose database holds documents (MongoDB, files of
 * JSON Lines). A document is BSON bytes here, whoever brings it; no driver is known and no tree of
 * objects is built.
 *
 * <p>Order of reading: {@code Bson} and {@code BsonWalk} (how the bytes lie), {@code Shape} (what a
 * sample of documents shows), {@code Inference} (which tables that makes), {@code Layout} (the same
 * read off the tables again), {@code DocumentRows} and {@code DocumentBuilder} (the way there and
 * back), {@code Overflow} (what no column holds).
 */
@NullMarked
package io.decant.connectors.documents;

import org.jspecify.annotations.NullMarked;
