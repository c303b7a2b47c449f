/**
 * Dumps in SQL, cut into statements: what the dump readers of several engines have in common. Rows
 * are passed over here, so that a dump of any size is read in little memory.
 */
@NullMarked
package io.decant.connectors.dump;

import org.jspecify.annotations.NullMarked;
