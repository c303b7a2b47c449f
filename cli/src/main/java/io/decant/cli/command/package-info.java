/**
 * The commands and their options, as picocli reads them. A command builds a specification, hands it
 * to the engine's front door and prints what comes back; it decides nothing else. Exit codes are
 * made in one place, {@link io.decant.cli.command.ExitCodes}.
 */
@NullMarked
package io.decant.cli.command;

import org.jspecify.annotations.NullMarked;
