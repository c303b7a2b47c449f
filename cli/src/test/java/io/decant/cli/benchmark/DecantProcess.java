package io.decant.cli.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.decant.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The command as a process of its own, watched until its end.
 *
 * @param seconds from its start to its end, that of Java included
 * @param processorSeconds of all its threads
 * @param peakBytes the most memory that was resident
 */
record DecantProcess(
    int exitCode, double seconds, double processorSeconds, long peakBytes, String printed) {

  private static final long LIMIT_NANOS = TimeUnit.HOURS.toNanos(1);

  /**
   * Runs it.
   *
   * @param launcher the command; empty for the classes of this process
   * @param folder where it runs
   */
  static DecantProcess run(Path folder, List<String> launcher, List<String> arguments)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "output", ".txt");
    List<String> command = new ArrayList<>(launcher.isEmpty() ? thisJava() : launcher);
    command.addAll(arguments);
    double processorBefore = ProcessorTime.ofEndedChildren();
    long started = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    long peak = 0;
    while (!process.waitFor(10, TimeUnit.MILLISECONDS)) {
      peak = Math.max(peak, peak(process.pid()));
      if (System.nanoTime() - started > LIMIT_NANOS) {
        process.destroyForcibly().waitFor();
      }
    }
    double seconds = (System.nanoTime() - started) / 1e9;
    return new DecantProcess(
        process.exitValue(),
        seconds,
        ProcessorTime.ofEndedChildren() - processorBefore,
        peak,
        Files.readString(output, UTF_8));
  }

  /** Surefire hides the real class path in a jar's manifest, and tells it in a property. */
  private static List<String> thisJava() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
        Main.class.getName());
  }

  /** The kernel keeps the peak itself, so only what is reached in the last moment is missed. */
  private static long peak(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException gone) {
      return 0;
    }
  }
}
