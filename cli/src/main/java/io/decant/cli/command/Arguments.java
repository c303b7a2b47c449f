package io.decant.cli.command;

import io.decant.cli.job.JobFile;
import io.decant.cli.job.PlanFile;
import io.decant.cli.terminal.Console;
import io.decant.converter.DecantException.UserError;
import io.decant.engine.Mapping;
import io.decant.engine.planfile.SavedPlan;
import io.decant.engine.report.ReportJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The arguments, with those added that the user gave elsewhere: what is not on the command line is
 * taken from the environment ({@code DECANT_BATCH_SIZE} for {@code --batch-size}), and what is not
 * there from the job file, and else from the profile. So the commands themselves hardly know that
 * there are job files.
 *
 * @param console knows the passwords of the job file, too
 * @param mapping what the job file says that no option can
 * @param plan that is to be run
 */
record Arguments(List<String> list, Console console, Mapping mapping, Optional<SavedPlan> plan) {

  static Arguments complete(CommandLine line, List<String> typed, Console console) {
    ParseResult parsed;
    try {
      parsed = line.parseArgs(typed.toArray(String[]::new));
    } catch (ParameterException e) {
      return new Arguments(
          typed, console, Mapping.DEFAULTS, Optional.empty()); // is told when it is run
    }
    ParseResult command = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
    if (command.commandSpec().findOption("--config") == null || command.isUsageHelpRequested()) {
      return new Arguments(typed, console, Mapping.DEFAULTS, Optional.empty());
    }
    refuseRepeated(command);
    List<String> arguments = new ArrayList<>(typed);
    Path config = command.matchedOptionValue("--config", Optional.<Path>empty()).orElse(null);
    String configured = console.variable("DECANT_CONFIG");
    JobFile job =
        config != null
            ? JobFile.read(config, console.environment())
            : configured.isEmpty()
                ? JobFile.EMPTY
                : JobFile.read(Path.of(configured), console.environment());
    Optional<PlanFile> plan = plan(command, console);
    if (plan.isPresent()) {
      refuseDecided(command, console);
    }
    Function<String, List<String>> file =
        name -> plan.map(saved -> saved.option(name)).orElseGet(() -> job.option(name));
    String fileName =
        plan.map(saved -> saved.plan().file() + ", options.")
            .orElseGet(() -> (config == null ? configured : config) + ", ");
    Map<String, String> places = new HashMap<>();
    Profile profile = profile(command, console, file);
    for (OptionSpec option : command.commandSpec().options()) {
      String name = option.longestName();
      if (command.hasMatchedOption(name) || option.usageHelp() || name.equals("--config")) {
        continue;
      }
      String variable = console.variable(variable(name));
      List<String> values = variable.isEmpty() ? file.apply(name) : List.of(variable);
      places.put(name, variable.isEmpty() ? fileName + name.substring(2) : variable(name));
      values = values.isEmpty() ? profile.option(name) : values;
      if (option.arity().max() == 0) {
        values.stream()
            .filter(value -> List.of("true", "1").contains(value))
            .forEach(v -> arguments.add(name));
      } else {
        values.forEach(value -> arguments.add(name + "=" + value));
      }
    }
    requireValues(line, arguments, places);
    return new Arguments(
        arguments, console.withDefaults(job.passwords()), job.mapping(), plan.map(PlanFile::plan));
  }

  /** A value that was not typed is told of by the place where it stands. */
  private static void requireValues(
      CommandLine line, List<String> arguments, Map<String, String> places) {
    try {
      line.parseArgs(arguments.toArray(String[]::new));
    } catch (ParameterException e) {
      String place =
          e.getArgSpec() instanceof OptionSpec option ? places.get(option.longestName()) : null;
      if (place != null) {
        String help = e.getCommandLine().getCommandSpec().qualifiedName() + " --help";
        throw new UserError(
            place,
            Redaction.of(String.valueOf(e.getMessage())),
            "Correct it there: " + help + " says what it may be.");
      }
    }
  }

  private static Optional<PlanFile> plan(ParseResult command, Console console) {
    if (command.commandSpec().findOption(PlanOption.NAME) == null) {
      return Optional.empty();
    }
    Optional<Path> typed = command.matchedOptionValue(PlanOption.NAME, Optional.empty());
    String variable = console.variable(variable(PlanOption.NAME));
    return typed
        .or(() -> variable.isEmpty() ? Optional.empty() : Optional.of(Path.of(variable)))
        .map(PlanFile::read);
  }

  /** What the plan decides is changed in the plan, where everybody can see it. */
  private static void refuseDecided(ParseResult command, Console console) {
    for (String name : PlanFile.DECIDED) {
      boolean given = command.hasMatchedOption(name) || !console.variable(variable(name)).isEmpty();
      if (command.commandSpec().findOption(name) != null && given) {
        throw new UserError(
            name,
            "the plan decides that",
            "Leave it out, and edit the plan's file; or write another plan with it.");
      }
    }
  }

  /** Of two values the second would silently win. */
  private static void refuseRepeated(ParseResult command) {
    Set<String> seen = new HashSet<>();
    for (OptionSpec option : command.matchedOptions()) {
      boolean again = !seen.add(option.longestName()) || option.originalStringValues().size() > 1;
      if (again && !option.isMultiValue()) {
        throw new UserError(option.longestName(), "it is given twice", "Leave one of them out.");
      }
    }
  }

  /** One that is misspelt is told of when the command is run. */
  private static Profile profile(
      ParseResult command, Console console, Function<String, List<String>> file) {
    if (command.hasMatchedOption(ProfileOptions.NAME)) {
      return command.matchedOptionValue(ProfileOptions.NAME, Profile.STAGING);
    }
    String variable = console.variable(variable(ProfileOptions.NAME));
    List<String> words = variable.isEmpty() ? file.apply(ProfileOptions.NAME) : List.of(variable);
    return Arrays.stream(Profile.values())
        .filter(profile -> words.contains(ReportJson.word(profile)))
        .findFirst()
        .orElse(Profile.STAGING);
  }

  private static String variable(String option) {
    return "DECANT" + option.substring(1).toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
