package io.decant.cli.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;

/**
 * The commands beneath the root. Reading the annotations of all of them is a fifth of a start, so
 * where the first argument names one, the others are left out: none of them is needed to run or to
 * explain it.
 */
final class Subcommands {
  /** In the order of the help. */
  private static final Map<String, Class<?>> CLASSES = new LinkedHashMap<>();

  /** What asks about its neighbours. */
  private static final String COMPLETION = "generate-completion";

  static {
    CLASSES.put("assess", AssessCommand.class);
    CLASSES.put("rehearse", RehearseCommand.class);
    CLASSES.put("migrate", MigrateCommand.class);
    CLASSES.put("migrate-schema", MigrateSchemaCommand.class);
    CLASSES.put("migrate-data", MigrateDataCommand.class);
    CLASSES.put("plan", PlanCommand.class);
    CLASSES.put("verify", VerifyCommand.class);
    CLASSES.put("status", StatusCommand.class);
    CLASSES.put("convert-schema", ConvertSchemaCommand.class);
    CLASSES.put("config", ConfigCommand.class);
    CLASSES.put("connectors", ConnectorsCommand.class);
    CLASSES.put(COMPLETION, GenerateCompletion.class);
    LaterCommand.NAMES.forEach(name -> CLASSES.put(name, LaterCommand.class));
  }

  private Subcommands() {}

  /**
   * @param arguments of the whole command line; empty for every command
   */
  static void add(CommandLine root, List<String> arguments) {
    String first = arguments.isEmpty() ? "" : arguments.get(0);
    if (CLASSES.containsKey(first) && !first.equals(COMPLETION)) {
      root.addSubcommand(first, CLASSES.get(first));
    } else {
      CLASSES.forEach(root::addSubcommand);
    }
  }
}
