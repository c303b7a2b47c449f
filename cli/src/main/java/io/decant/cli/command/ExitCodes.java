package io.decant.cli.command;

import io.decant.converter.DecantException;
import io.decant.converter.DecantException.BadValue;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.NotReady;
import io.decant.converter.DecantException.Role;
import io.decant.converter.DecantException.Transient;
import io.decant.converter.DecantException.UnsupportedSchema;
import io.decant.converter.DecantException.UserError;
import picocli.CommandLine.IExitCodeExceptionMapper;

/** What an error means to the process's parent. How a run ended is said by its outcome. */
final class ExitCodes implements IExitCodeExceptionMapper {
  static final int BUG = 1;
  static final int USAGE = 2;
  static final int INTERRUPTED = 130;
  static final int TERMINATED = 143;

  static final String TEXT =
      "Exit codes:%n"
          + "    0  everything asked for is done, and verified if asked%n"
          + "    1  unexpected error: a bug in Decant%n"
          + "    2  usage, configuration or plan error; nothing was written%n"
          + "    3  finished with rejected rows, or with losses above what was allowed%n"
          + "    4  verification found differences%n"
          + "    5  source, 6  target: connection, authentication or privilege%n"
          + "    7  the data is in, but some schema objects (index, key, ...) or a report failed%n"
          + "    8  stopped incomplete; --resume continues%n"
          + "  130  interrupted by Ctrl-C, 143  by SIGTERM; state saved, --resume continues";

  @Override
  public int getExitCode(Throwable error) {
    return error instanceof DecantException known ? of(known) : BUG;
  }

  private static int of(DecantException error) {
    if (error instanceof NotReady several) {
      return of(several.reasons().get(0));
    }
    if (error instanceof UserError || error instanceof UnsupportedSchema) {
      return USAGE;
    }
    if (error instanceof EndpointFailure failure) {
      return failure.role() == Role.SOURCE ? 5 : 6;
    }
    if (error instanceof Transient failure) {
      return failure.role() == Role.SOURCE ? 5 : 6; // before anything was written: no connection
    }
    return error instanceof BadValue ? 8 : BUG;
  }
}
