/**
 * SQL expressions and views on their way between engines, through one neutral SQL. An island reads
 * its own spelling and writes it with a {@link io.decant.connectors.sql.Grammar}; what stands
 * between is understood only where it means the same everywhere. See
 * docs/decisions/0010-own-sql-reader.md.
 */
@NullMarked
package io.decant.connectors.sql;

import org.jspecify.annotations.NullMarked;
