/**
 * SQLite files. What surprises here: a declared type is only a wish, so types are chosen from the
 * values ({@link io.decant.connectors.sqlite.TypeChoice}), and every value's storage class is
 * looked at again when it is read; a column's <em>affinity</em> rewrites what is written into it
 * ({@code '007'} becomes 7 under NUMERIC), so the sink declares only names whose affinity leaves
 * its values alone. Values are read and bound through the driver's own thin layer over the C API,
 * because JDBC has no question for a value's storage class.
 */
@NullMarked
package io.decant.connectors.sqlite;

import org.jspecify.annotations.NullMarked;
