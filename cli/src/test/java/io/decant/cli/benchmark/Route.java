package io.decant.cli.benchmark;

import io.decant.cli.endtoend.Engine;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** From an engine to an engine. */
record Route(Engine source, Engine target) {

  /**
   * Those that a shell pattern names, as {@code mysql-*} or <code>{mysql,sqlite}-postgresql</code>.
   */
  static List<Route> matching(String pattern) {
    var matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    return Arrays.stream(Engine.values())
        .flatMap(source -> Arrays.stream(Engine.values()).map(target -> new Route(source, target)))
        .filter(route -> matcher.matches(Path.of(route.toString())))
        .toList();
  }

  @Override
  public String toString() {
    return source.label() + "-" + target.label();
  }
}
