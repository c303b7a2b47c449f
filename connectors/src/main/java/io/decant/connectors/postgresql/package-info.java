/**
 * PostgreSQL 12 and newer, as source and as target. Rows leave and enter by COPY, in the server's
 * binary format wherever a column has a codec for it; the schema comes from {@code catalog.sql};
 * all readers share one exported snapshot, and each reads a range of the table's physical blocks.
 * Read {@code PostgresSource} and {@code PostgresSink} first.
 */
@NullMarked
package io.decant.connectors.postgresql;

import org.jspecify.annotations.NullMarked;
