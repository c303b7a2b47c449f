/**
 * The commands and their options, as picocli reads them. A command builds a specification, hands it
 * to the engine's front door and prints what comes back; it decides nothing else. Exit codes are
 * made in one place, {@link io.decant.cli.command.ExitCodes}.
 *
 * <p>Order of reading: {@code Cli} (from arguments to an exit code), {@code Arguments} (what comes
 * from the job file and the environment), {@code MigrateCommand} as one for all; the classes called
 * {@code Options} are what several commands share; {@code Journey} takes a run from its
 * specification to its end, {@code PlanPrinter} shows a plan instead.
 */
@NullMarked
package io.decant.cli.command;

import org.jspecify.annotations.NullMarked;
