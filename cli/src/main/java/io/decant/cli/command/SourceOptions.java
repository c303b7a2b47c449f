package io.decant.cli.command;

import io.decant.cli.terminal.Console;
import io.decant.connectors.spi.Endpoint;
import io.decant.converter.DecantException.Role;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where rows come from. */
final class SourceOptions {
  @ArgGroup(validate = false, heading = "%nSource:%n", order = 1)
  private Source options = new Source();

  static final class Source {
    @Option(
        names = "--source",
        paramLabel = "URL",
        description = "The database that is read; it is never changed.")
    Optional<String> url = Optional.empty();

    @Option(
        names = "--source-password-file",
        paramLabel = "FILE",
        description = "Its first line is the password. Else: DECANT_SOURCE_PASSWORD.")
    Optional<Path> passwordFile = Optional.empty();
  }

  Endpoint endpoint(Console console) {
    return Access.endpoint(Role.SOURCE, options.url, options.passwordFile, console);
  }
}
