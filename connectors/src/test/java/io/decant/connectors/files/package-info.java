/** The files connector: its contract in both formats, and what only files can do wrong. */
@NullMarked
package io.decant.connectors.files;

import org.jspecify.annotations.NullMarked;
