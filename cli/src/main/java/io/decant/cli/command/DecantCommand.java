package io.decant.cli.command;

import io.decant.cli.terminal.Console;
import io.decant.engine.Mapping;
import io.decant.engine.planfile.SavedPlan;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root of all commands; alone it does nothing but ask for one. */
@Command(
    name = "decant",
    description =
        "Pours one database into another - schema, data, keys and indexes - and proves that "
            + "nothing was lost.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%n",
    footer = {
      "Databases are named by URLs; special characters are percent-encoded:",
      "  sqlite:shop.db   sqlite:/var/lib/shop.db",
      "  postgresql://user@host:5432/shop?sslmode=verify-full",
      "  mysql://user@host/shop   (mariadb: means the same)",
      "  mongodb://user@host/shop   redis://host/0   file:folder?format=csv",
      "Passwords are best kept out of them: DECANT_SOURCE_PASSWORD and DECANT_TARGET_PASSWORD,",
      "or --source-password-file and --target-password-file.",
      "",
      "Examples:",
      "  decant migrate --source sqlite:shop.db --target postgresql://app@new/shop",
      "  decant plan --source mysql://app@old/shop --target postgresql://app@new/shop",
      "  decant migrate --help",
      "",
      ExitCodes.TEXT
    })
public final class DecantCommand implements Runnable {
  private final Console console;
  private final Mapping mapping;
  private final Optional<SavedPlan> plan;
  private final TypedCommand typed;

  @Spec private CommandSpec spec;

  DecantCommand(Console console, Mapping mapping, Optional<SavedPlan> plan, TypedCommand typed) {
    this.console = console;
    this.mapping = mapping;
    this.plan = plan;
    this.typed = typed;
  }

  Optional<SavedPlan> plan() {
    return plan;
  }

  TypedCommand typed() {
    return typed;
  }

  Mapping mapping() {
    return mapping;
  }

  Console console() {
    return console;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command? Choose one of those below.");
  }
}
