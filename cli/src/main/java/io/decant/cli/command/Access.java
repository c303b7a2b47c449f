package io.decant.cli.command;

import io.decant.cli.terminal.Console;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.EndpointUrl;
import io.decant.converter.DecantException.Role;
import io.decant.converter.DecantException.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** From a URL and a password that may stand elsewhere to an endpoint. */
final class Access {
  private Access() {}

  /** The password is that of the file, else of the URL, else of the environment. */
  static Endpoint endpoint(
      Role role, Optional<String> url, Optional<Path> passwordFile, Console console) {
    String word = role.name().toLowerCase(Locale.ROOT);
    if (url.isEmpty()) {
      throw new UserError(
          "--" + word,
          "it is not given",
          "Add --" + word + " URL, such as --" + word + " sqlite:shop.db.");
    }
    Endpoint endpoint = EndpointUrl.parse(role, url.get());
    if (passwordFile.isPresent()) {
      return endpoint.withPassword(firstLine("--" + word + "-password-file", passwordFile.get()));
    }
    return endpoint.password().isEmpty() && !endpoint.host().isEmpty()
        ? endpoint.withPassword(console.variable("DECANT_" + role.name() + "_PASSWORD"))
        : endpoint;
  }

  private static String firstLine(String option, Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      if (lines.isEmpty() || lines.get(0).isEmpty()) {
        throw new UserError(option, file + " is empty", "Its first line is the password.");
      }
      return lines.get(0);
    } catch (IOException e) {
      throw new UserError(option, file + " cannot be read", "Its first line is the password.");
    }
  }
}
