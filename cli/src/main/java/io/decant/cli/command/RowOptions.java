package io.decant.cli.command;

import io.decant.engine.MigrationSpec.LossPolicy;
import io.decant.engine.MigrationSpec.OnError;
import io.decant.engine.MigrationSpec.Policies;
import io.decant.engine.MigrationSpec.VerifyMode;
import io.decant.engine.RejectLimit;
import java.nio.file.Path;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What happens to rows that are not as hoped. */
final class RowOptions {
  @ArgGroup(validate = false, heading = "%nRows that do not fit:%n", order = 5)
  private Rules options = new Rules();

  static final class Rules {
    @Option(
        names = "--on-error",
        paramLabel = "WHAT",
        converter = Word.OfOnError.class,
        completionCandidates = Word.OfOnError.class,
        defaultValue = "abort",
        description =
            "A row that the target cannot hold: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    OnError onError = OnError.ABORT;

    @Option(
        names = "--max-rejects",
        paramLabel = "N|N%",
        converter = Limit.class,
        description = "Rejected rows before the run stops. Default: no limit.")
    RejectLimit maxRejects = RejectLimit.NONE;

    @Option(
        names = "--rejects",
        paramLabel = "DIR",
        defaultValue = "decant-rejects",
        description = "Where rejected rows are written. Default: ${DEFAULT-VALUE}.")
    Path rejects = Policies.DEFAULTS.rejects();

    @Option(
        names = "--loss",
        paramLabel = "RULE",
        converter = Losses.class,
        defaultValue = "report",
        description =
            "A value that the target stores differently: forbid, report, or allow[:CODE,...]: "
                + "other codes end with 3. Default: ${DEFAULT-VALUE}.")
    LossPolicy loss = LossPolicy.REPORT;
  }

  /** Reads a limit. */
  static final class Limit implements picocli.CommandLine.ITypeConverter<RejectLimit> {
    @Override
    public RejectLimit convert(String text) {
      return RejectLimit.parse(text);
    }
  }

  Policies into(Policies policies, VerifyMode verify) {
    return new Policies(
        policies.ifExists(),
        options.onError,
        options.maxRejects,
        options.rejects,
        options.loss,
        verify);
  }
}
