/** The SQLite island against real files. */
@NullMarked
package io.decant.connectors.sqlite;

import org.jspecify.annotations.NullMarked;
