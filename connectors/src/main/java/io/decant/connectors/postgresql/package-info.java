/**
 * PostgreSQL 12 and newer, as source and as target. Rows leave and enter by COPY, in the server's
 * binary format wherever a column has a codec for it; the schema comes from {@code catalog.sql};
 * all readers share one exported snapshot, and each reads a range of the table's physical blocks.
 *
 * <p>Order of reading: {@code PostgresSource}, {@code TableReader} (what there is), {@code Blocks}
 * and {@code CopyReader} with its {@code FieldDecoder}s; {@code PostgresAcceptance}, which asks
 * {@code AcceptedType}, {@code AcceptedDefault} and {@code AcceptedKeys} what can be held; {@code
 * PostgresDdl}; {@code PostgresSink} and {@code CopyWriter}, which writes {@code CopiedRows},
 * {@code BinaryRows} or {@code TextRows}. {@code PostgresGrammar} is its SQL, and {@code
 * PostgresDump} with the classes called {@code Dumped} reads it without a server.
 */
@NullMarked
package io.decant.connectors.postgresql;

import org.jspecify.annotations.NullMarked;
