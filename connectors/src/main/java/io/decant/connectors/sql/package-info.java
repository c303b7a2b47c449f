/**
 * SQL expressions and views on their way between engines, through one neutral SQL. An island reads
 * its own spelling and writes it with a {@link io.decant.connectors.sql.Grammar}; what stands
 * between is understood only where it means the same everywhere. See
 * docs/decisions/0010-own-sql-reader.md.
 *
 * <p>Order of reading: {@code Sql} and {@code Query} (what is understood), {@code Tokens}, {@code
 * Parser} and {@code QueryParser} (how it is read), {@code ValueType} and {@code Comparisons} (when
 * it means the same), {@code Translator} and {@code QueryTranslator} (how it is written), {@code
 * Functions}. Islands come in by {@code DescribedTable} and {@code DescribedViews}, and go out by
 * {@code ExpressionFit} and {@code ViewFit}. {@code Declaration} reads the DDL of dumps; {@code
 * RowCondition} is for sources without any SQL.
 */
@NullMarked
package io.decant.connectors.sql;

import org.jspecify.annotations.NullMarked;
