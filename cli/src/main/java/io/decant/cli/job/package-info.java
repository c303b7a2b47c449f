/** Job files: the options of a run, written down in YAML. */
@NullMarked
package io.decant.cli.job;

import org.jspecify.annotations.NullMarked;
