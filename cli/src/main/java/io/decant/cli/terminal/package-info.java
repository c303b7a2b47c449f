/**
 * What a person sees in a terminal: progress, log and summary. Text that comes from databases is
 * made harmless before it is printed.
 */
@NullMarked
package io.decant.cli.terminal;

import org.jspecify.annotations.NullMarked;
