package io.decant.cli.command;

import io.decant.cli.terminal.Display;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How a run is shown while it goes on. */
final class ProgressOptions {
  @ArgGroup(validate = false, heading = "", order = 10)
  private Choice options = new Choice();

  static final class Choice {
    @Option(
        names = "--progress",
        paramLabel = "FORM",
        converter = Word.OfProgress.class,
        completionCandidates = Word.OfProgress.class,
        description =
            "On standard error: ${COMPLETION-CANDIDATES}. Default: bar on a terminal, else log.")
    Optional<Display.Form> form = Optional.empty();
  }

  Display.Form formOr(Display.Form fitting) {
    return options.form.orElse(fitting);
  }
}
