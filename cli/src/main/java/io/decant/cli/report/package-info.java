/** The files that a run leaves for people and programs. */
@NullMarked
package io.decant.cli.report;

import org.jspecify.annotations.NullMarked;
