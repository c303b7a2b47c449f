/**
 * The report as a page to be read: one file without scripts that asks nothing of any network. Java
 * says what stands where; how it looks is in the templates and the style sheet beside them.
 */
@NullMarked
package io.decant.cli.report.html;

import org.jspecify.annotations.NullMarked;
