/**
 * MySQL and MariaDB, by one driver. What differs between servers is found once, at connect, and
 * kept as data in {@link io.decant.connectors.mysql.ServerTraits}. Rows are taken from the
 * connection's bytes in the binary protocol, or as the text that the server prints, so no date,
 * float or padding passes through the driver's ideas of them; they are written as parameters of one
 * INSERT (MariaDB), by LOAD DATA LOCAL from memory, or as literals. What surprised us: LOCAL turns
 * every error into a warning, so a statement with a warning counts as failed; and as text a FLOAT
 * shows six digits unless it is asked for as {@code col * 1e0}.
 */
@NullMarked
package io.decant.connectors.mysql;

import org.jspecify.annotations.NullMarked;
