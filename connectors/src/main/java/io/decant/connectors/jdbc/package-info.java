/**
 * What the JDBC islands share: pooled connections that are pinned when they are opened, the ledger
 * in SQL that every one of them understands, key ranges, and catalog queries kept in {@code .sql}
 * files. Nothing here knows a database; what differs comes in through {@link
 * io.decant.connectors.jdbc.Dialect}.
 */
@NullMarked
package io.decant.connectors.jdbc;

import org.jspecify.annotations.NullMarked;
