/**
 * MySQL and MariaDB, by one driver. What differs between servers is found once, at connect, and
 * kept as data in {@link io.decant.connectors.mysql.ServerTraits}. Rows are read as the bytes of
 * the text protocol, so no date, float or padding passes through the driver's ideas of them, and
 * written as parameters of one INSERT (MariaDB) or by LOAD DATA LOCAL from memory. What surprised
 * us: LOCAL turns every error into a warning, so a statement with a warning counts as failed; and a
 * FLOAT shows six digits unless it is asked for as {@code col * 1e0}.
 */
@NullMarked
package io.decant.connectors.mysql;

import org.jspecify.annotations.NullMarked;
