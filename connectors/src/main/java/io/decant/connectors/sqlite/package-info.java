/**
 * SQLite files. What surprises here: a declared type is only a wish, so types are chosen from the
 * values ({@link io.decant.connectors.sqlite.TypeChoice}), and every value's storage class is
 * looked at again when it is read; a column's <em>affinity</em> rewrites what is written into it
 * ({@code '007'} becomes 7 under NUMERIC), so the sink declares only names whose affinity leaves
 * its values alone. Rows cross the border to SQLite by the thousand, as the image of a small
 * database: SQLite copies them into one and {@link io.decant.connectors.sqlite.RecordImage} reads
 * it, or {@link io.decant.connectors.sqlite.RowImage} lays one out and SQLite selects from it.
 */
@NullMarked
package io.decant.connectors.sqlite;

import org.jspecify.annotations.NullMarked;
