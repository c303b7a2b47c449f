/** The decant command: reads arguments, prints what the engine reports. */
@NullMarked
package io.decant.cli;

import org.jspecify.annotations.NullMarked;
