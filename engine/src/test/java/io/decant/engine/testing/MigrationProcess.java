package io.decant.engine.testing;

import io.decant.connectors.spi.Endpoint;
import io.decant.converter.DecantException.Role;
import io.decant.engine.Migration;
import io.decant.engine.MigrationSpec;
import io.decant.engine.MigrationSpec.Resources;
import io.decant.engine.MigrationSpec.RunChoice;
import io.decant.engine.event.MigrationListener;
import io.decant.engine.report.Report;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A migration between two SQLite files in a process of its own, which can be killed. */
public final class MigrationProcess {
  private MigrationProcess() {}

  /** Starts one. {@code failPoint} is the value of {@code decant.fail}; empty to run to the end. */
  public static Process start(Path source, Path target, boolean resume, String failPoint)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx256m");
    command.add("-Ddecant.fail=" + failPoint);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(MigrationProcess.class.getName());
    command.add(source.toString());
    command.add(target.toString());
    command.add(Boolean.toString(resume));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(new File(target + ".log"))
        .start();
  }

  /** The same in this process. */
  public static Report run(Path source, Path target, boolean resume) {
    MigrationSpec spec =
        MigrationSpec.of(endpoint(Role.SOURCE, source), endpoint(Role.TARGET, target))
            .with(new Resources(2, 1_000, 64 << 20))
            .with(new RunChoice(resume, ""));
    return new Migration(spec, MigrationListener.SILENT).migrate();
  }

  public static Endpoint endpoint(Role role, Path file) {
    return new Endpoint(role, "sqlite", "", 0, file.toString(), "", "", Map.of());
  }

  public static void main(String[] args) {
    Report report = run(Path.of(args[0]), Path.of(args[1]), Boolean.parseBoolean(args[2]));
    System.exit(report.outcome().exitCode());
  }
}
