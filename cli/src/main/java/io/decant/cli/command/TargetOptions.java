package io.decant.cli.command;

import io.decant.cli.terminal.Console;
import io.decant.connectors.spi.Connectors;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.EndpointUrl;
import io.decant.converter.DecantException.Role;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where rows go. */
final class TargetOptions {
  @ArgGroup(validate = false, heading = "%nTarget:%n", order = 2)
  private Target options = new Target();

  static final class Target {
    @Option(
        names = "--target",
        paramLabel = "${bundle:target.label:-URL}",
        description = "The database that is written.")
    Optional<String> url = Optional.empty();

    @Option(
        names = "--target-password-file",
        paramLabel = "FILE",
        description = "Its first line is the password. Else: DECANT_TARGET_PASSWORD.")
    Optional<Path> passwordFile = Optional.empty();
  }

  Endpoint endpoint(Console console) {
    return Access.endpoint(Role.TARGET, options.url, options.passwordFile, console);
  }

  /**
   * An engine that is only supposed, where {@code --target} names one instead of a database, or
   * names nothing: then it is the one that {@code migrate} would write.
   */
  Optional<Endpoint> engine() {
    String name = options.url.orElse("sqlite");
    return name.contains(":")
        ? Optional.empty()
        : Optional.of(Endpoint.ofEngine(Role.TARGET, Connectors.sink(name).scheme(), name));
  }

  /** As {@link #endpointOr}; an engine where {@code --target} names one instead of a database. */
  Endpoint endpointOrEngineOr(Endpoint source, Console console) {
    Optional<Endpoint> engine = options.url.isPresent() ? engine() : Optional.empty();
    return engine.orElseGet(() -> endpointOr(source, console));
  }

  /** Without a target, a file in the current folder that is named after the source; says so. */
  Endpoint endpointOr(Endpoint source, Console console) {
    if (options.url.isPresent()) {
      return endpoint(console);
    }
    String name = source.path().replaceFirst(".*[/\\\\]", "");
    String stem = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
    String file = (stem.isEmpty() ? source.scheme() : stem) + ".decant.db";
    Endpoint target = EndpointUrl.ofFile(Role.TARGET, "sqlite", "./" + file);
    console.err().println("No --target: writing " + target);
    return target;
  }
}
