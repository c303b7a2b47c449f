package io.decant.cli.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A job file to begin with: every key that there is, explained. */
public final class JobTemplate {
  private JobTemplate() {}

  public static String text() {
    try (InputStream file = JobTemplate.class.getResourceAsStream("decant.yaml")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
