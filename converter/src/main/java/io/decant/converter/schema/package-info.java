/**
 * Schemas in neutral words: tables, columns, keys and the closed set of logical types. A connector
 * describes its tables in these words and accepts tables in these words; nothing here knows how a
 * database spells them. Names keep the case and the characters that the source gave them.
 */
@NullMarked
package io.decant.converter.schema;

import org.jspecify.annotations.NullMarked;
