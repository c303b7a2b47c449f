/**
 * A folder of files as a database: JSON Lines or CSV, plain or compressed, one file or several
 * parts a table, and a manifest that tells their schema.
 *
 * <p>Order of reading: {@link io.decant.connectors.files.FilesConnector}; {@code FolderState} is
 * what Decant knows of a folder that it wrote, {@code Journal} keeps it, {@code Manifest} tells it
 * to everybody else; {@code Spelling} is how values are written and {@code ValueReader} how they
 * are read; {@code LooseFiles} are those that no manifest tells of.
 */
@NullMarked
package io.decant.connectors.files;

import org.jspecify.annotations.NullMarked;
