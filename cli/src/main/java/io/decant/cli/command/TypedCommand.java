package io.decant.cli.command;

import io.decant.cli.terminal.LastLine;
import io.decant.connectors.spi.EndpointUrl;
import io.decant.converter.DecantException;
import io.decant.converter.DecantException.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The command line that does the same again, for reports: what was typed, and what was set in the
 * environment or in a job file. A URL is not searched for its password but taken to pieces and put
 * together without it.
 */
record TypedCommand(List<String> arguments) {
  private static final Map<String, Role> URLS =
      Map.of("--source", Role.SOURCE, "--target", Role.TARGET);

  TypedCommand {
    arguments = List.copyOf(arguments);
  }

  /** As a POSIX shell reads it. */
  @Override
  public String toString() {
    Stream<String> shown = IntStream.range(0, arguments.size()).mapToObj(this::shown);
    return Stream.concat(Stream.of("decant"), shown).collect(Collectors.joining(" "));
  }

  private String shown(int index) {
    String argument = arguments.get(index);
    Optional<Role> role = index == 0 ? Optional.empty() : role(arguments.get(index - 1));
    if (role.isPresent()) {
      return LastLine.quoted(withoutPassword(role.get(), argument));
    }
    int equals = argument.indexOf('=');
    Optional<Role> named = equals < 0 ? Optional.empty() : role(argument.substring(0, equals));
    return named
        .map(
            of -> {
              String url = withoutPassword(of, argument.substring(equals + 1));
              return LastLine.quoted(argument.substring(0, equals + 1) + url);
            })
        .orElseGet(() -> LastLine.quoted(Redaction.of(argument)));
  }

  private static Optional<Role> role(String option) {
    return Optional.ofNullable(URLS.get(option));
  }

  /** An engine's name stands for a URL now and then, and has no password. */
  private static String withoutPassword(Role role, String url) {
    try {
      return EndpointUrl.withoutPassword(EndpointUrl.parse(role, url));
    } catch (DecantException notOne) {
      return Redaction.of(url);
    }
  }
}
