/**
 * SQLite files. What surprises here: a declared type is only a wish, so types are chosen from the
 * values ({@link io.decant.connectors.sqlite.TypeChoice}), and every value's storage class is
 * looked at again when it is read; a column's <em>affinity</em> rewrites what is written into it
 * ({@code '007'} becomes 7 under NUMERIC), so the sink declares only names whose affinity leaves
 * its values alone. Rows cross the border to SQLite by the thousand, as the image of a small
 * database: SQLite copies them into one and {@link io.decant.connectors.sqlite.RecordImage} reads
 * it, or {@link io.decant.connectors.sqlite.RowImage} lays one out and SQLite selects from it.
 *
 * <p>Order of reading: {@code SqliteFile}; {@code TableDescription}, with {@code TableText} (what
 * only the CREATE TABLE tells), {@code TableSurvey} and {@code TypeChoice} (what the values tell);
 * {@code SqliteSource}, {@code SqliteSplits} and {@code SqliteReader}, whose {@code ValueReader}s
 * take {@code ChunkedRows} or {@code SteppedRows}; {@code SqliteAcceptance} and {@code SqliteDdl};
 * {@code SqliteSink} and {@code SqliteWriter}, which insert by {@code ImageInsert} or {@code
 * BoundRow}. {@code SqliteGrammar} is its SQL as people write it, and {@code SqliteDump} lets
 * SQLite itself read a dump.
 */
@NullMarked
package io.decant.connectors.sqlite;

import org.jspecify.annotations.NullMarked;
