package io.decant.cli.command;

import io.decant.cli.terminal.Console;
import io.decant.connectors.spi.Connectors;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.EndpointUrl;
import io.decant.converter.DecantException.Role;
import io.decant.converter.DecantException.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

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
    requireDatabase(word, url.get());
    Endpoint endpoint = EndpointUrl.parse(role, url.get());
    if (passwordFile.isPresent()) {
      return endpoint.withPassword(firstLine("--" + word + "-password-file", passwordFile.get()));
    }
    return endpoint.password().isEmpty() && !endpoint.host().isEmpty()
        ? endpoint.withPassword(console.variable("DECANT_" + role.name() + "_PASSWORD"))
        : endpoint;
  }

  /** A plan for an engine, or a slip of memory: which database is meant is not known. */
  private static void requireDatabase(String word, String url) {
    Connectors.all().stream()
        .flatMap(each -> Stream.concat(Stream.of(each.scheme()), each.aliases().stream()))
        .filter(url::equalsIgnoreCase)
        .findFirst()
        .ifPresent(
            engine -> {
              String like = Connectors.of(engine).local() ? ":FILE" : "://USER@HOST/DATABASE";
              throw new UserError(
                  "--" + word,
                  "'" + url + "' is the name of an engine, and of no database",
                  "Write --" + word + " " + engine + like + ".");
            });
  }

  /**
   * Makes sure that a database is not poured into itself.
   *
   * @throws UserError source and target are the same
   */
  static void requireTwo(Endpoint source, Endpoint target) {
    boolean same =
        source.scheme().equals(target.scheme())
            && source.host().equalsIgnoreCase(target.host())
            && (source.port() == target.port() || source.port() == 0 || target.port() == 0)
            && place(source).equals(place(target));
    if (same) {
      throw new UserError(
          "--target", "it is the same database as --source", "Name another database.");
    }
  }

  /** A file has many names, but one place. */
  private static String place(Endpoint endpoint) {
    if (!endpoint.host().isEmpty()) {
      return endpoint.path();
    }
    try {
      return Path.of(endpoint.path()).toRealPath().toString();
    } catch (IOException | InvalidPathException e) {
      return endpoint.path(); // no file yet: it is not the source
    }
  }

  private static String firstLine(String option, Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      if (lines.isEmpty() || lines.get(0).isEmpty()) {
        throw new UserError(option, file + " is empty", "Its first line is the password.");
      }
      return lines.get(0);
    } catch (IOException e) {
      throw new UserError(
          option,
          file + " cannot be read",
          "Is the name right? Its first line is the password, in UTF-8.");
    }
  }
}
