/**
 * MySQL and MariaDB, by one driver. What differs between servers is found once, at connect, and
 * kept as data in {@link io.decant.connectors.mysql.ServerTraits}. Rows are taken from the
 * connection's bytes in the binary protocol, or as the text that the server prints, so no date,
 * float or padding passes through the driver's ideas of them; they are written as parameters of one
 * INSERT (MariaDB), by LOAD DATA LOCAL from memory, or as literals. What surprised us: LOCAL turns
 * every error into a warning, so a statement with a warning counts as failed; and as text a FLOAT
 * shows six digits unless it is asked for as {@code col * 1e0}.
 *
 * <p>Order of reading: {@code ServerTraits}; {@code MySqlCatalog} and {@code MySqlDescription}
 * (what there is), {@code MySqlTypes}; {@code MySqlSource}, {@code MySqlSnapshot}, {@code
 * MySqlSplits} and {@code MySqlReader}, beneath which lie {@code BinaryRows} or {@code TextRows};
 * {@code TableFit}, which asks {@code ColumnFit}, {@code KeyFit}, {@code IndexFit} and {@code
 * RowFit} what a server can hold; {@code MySqlDdl}; {@code MySqlSink} and {@code MySqlWriter},
 * which send a {@code BulkStatement}, a {@code LoadStatement} or an {@code InsertStatement}. {@code
 * MySqlGrammar} is its SQL, and {@code MySqlDump} with the classes called {@code Dumped} reads it
 * without a server.
 */
@NullMarked
package io.decant.connectors.mysql;

import org.jspecify.annotations.NullMarked;
