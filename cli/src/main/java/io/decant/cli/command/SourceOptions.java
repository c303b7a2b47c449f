package io.decant.cli.command;

import io.decant.cli.terminal.Console;
import io.decant.connectors.spi.Connectors;
import io.decant.connectors.spi.Endpoint;
import io.decant.converter.DecantException.Role;
import io.decant.converter.DecantException.UserError;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where rows come from. */
final class SourceOptions {
  /** Why a source may not know an option. */
  private static final Map<String, String> UNASKED =
      Map.of(
          "sample", "its schema is declared, not guessed",
          "arrays", "it holds no documents",
          "objects", "it holds no documents");

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

    @Option(
        names = "--sample",
        paramLabel = "${bundle:sample.label:-ROWS|all}",
        description =
            "How many rows, documents or keys tell the schema where none is declared, or all.")
    Optional<String> sample = Optional.empty();

    @Option(
        names = "--arrays",
        paramLabel = "FORM",
        description = "What arrays in documents become: auto, table or json.")
    Optional<String> arrays = Optional.empty();

    @Option(
        names = "--objects",
        paramLabel = "FORM",
        description = "What objects in documents become: auto, flatten, table or json.")
    Optional<String> objects = Optional.empty();
  }

  Endpoint endpoint(Console console) {
    Endpoint endpoint = Access.endpoint(Role.SOURCE, options.url, options.passwordFile, console);
    return shaped(with(endpoint, "sample", options.sample));
  }

  /** What {@code --sample} says. */
  Optional<String> sample() {
    return options.sample;
  }

  /**
   * For who samples the rows of every source, whether its schema is told by samples or not. A share
   * tells no schema: that is then told as if nothing had been said.
   */
  Endpoint endpointSampled(Console console) {
    Endpoint endpoint = Access.endpoint(Role.SOURCE, options.url, options.passwordFile, console);
    if (Connectors.of(endpoint.scheme()).parameters().contains("sample")) {
      endpoint = with(endpoint, "sample", options.sample.filter(sample -> !sample.endsWith("%")));
    }
    return shaped(endpoint);
  }

  /** For who samples rows only when the schema is known: as if {@code --sample} was not said. */
  Endpoint endpointUnsampled(Console console) {
    return shaped(Access.endpoint(Role.SOURCE, options.url, options.passwordFile, console));
  }

  private Endpoint shaped(Endpoint endpoint) {
    return with(with(endpoint, "arrays", options.arrays), "objects", options.objects);
  }

  /** The option stands for the URL's parameter of that name. */
  private static Endpoint with(Endpoint endpoint, String name, Optional<String> value) {
    if (value.isEmpty()) {
      return endpoint;
    }
    if (!Connectors.of(endpoint.scheme()).parameters().contains(name)) {
      throw new UserError(
          "--" + name,
          "it means nothing to " + endpoint.typed() + ": " + UNASKED.get(name),
          "Leave it out.");
    }
    if (endpoint.parameters().containsKey(name)) {
      throw new UserError(
          "--" + name, "the source URL says '" + name + "', too", "Leave one of them out.");
    }
    return endpoint.withParameter(name, value.get());
  }
}
