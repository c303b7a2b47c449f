package io.decant.cli.command;

import io.decant.connectors.spi.Endpoint;
import io.decant.converter.DecantException.UserError;
import io.decant.engine.MigrationSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The files of a command. What is written is replaced, so it may be nothing else as well. */
final class Apart {
  private final Map<Path, String> taken = new HashMap<>();

  /** Beside the databases of a run, the plan that it follows and the rows that it rejects. */
  static Apart of(MigrationSpec spec) {
    Apart files = new Apart();
    for (Endpoint endpoint : List.of(spec.source(), spec.target())) {
      if (endpoint.host().isEmpty() && !endpoint.path().isEmpty()) {
        files.reads("the database " + endpoint, Path.of(endpoint.path()));
      }
    }
    spec.saved().ifPresent(plan -> files.reads("the plan itself", Path.of(plan.file())));
    return files.writes("--rejects", spec.policies().rejects());
  }

  /** A file that is to stay as it is. */
  Apart reads(String what, Path file) {
    taken.put(real(file), what);
    return this;
  }

  /**
   * A file that will be replaced.
   *
   * @throws UserError it is another one's already
   */
  Apart writes(String option, Path file) {
    String other = taken.putIfAbsent(real(file), "the file of " + option + " already");
    if (other != null) {
      throw new UserError(option, file + " is " + other, "Name a file of its own.");
    }
    return this;
  }

  /**
   * Replaces a file, or makes it.
   *
   * @throws UserError it cannot be written
   */
  static void write(String option, Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException failure) {
      throw new UserError(
          option, file + " cannot be written", "Name a file in a folder that is there.");
    }
  }

  /** One that is not there yet is where its folder is. */
  private static Path real(Path file) {
    Path whole = file.toAbsolutePath().normalize();
    try {
      return whole.toRealPath();
    } catch (IOException notThere) {
      Path folder = whole.getParent();
      try {
        return folder == null ? whole : folder.toRealPath().resolve(whole.getFileName());
      } catch (IOException noFolder) {
        return whole;
      }
    }
  }
}
