package io.decant.cli.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.decant.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command in a process of its own, so that it can be killed as only a process can. */
final class ForkedRun {

  private static final long LIMIT_SECONDS = 1_800;

  /** What a shell tells of SIGKILL, and Java with it. */
  private static final int KILLED = 128 + 9;

  /** Most runs end before the best compiler's work has paid: without it they take half the time. */
  private static final String QUICK = "-XX:TieredStopAtLevel=1";

  /** A shell that starts the tests in the background has them ignore it. */
  private static final List<String> HEARS_CTRL_C = List.of("env", "--default-signal=INT");

  private final Process process;
  private final Path output;
  private final long started = System.nanoTime();
  private long peakKilobytes;

  private ForkedRun(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Starts the command on the class path of this process.
   *
   * @param folder where it runs; holds its output
   * @param javaOptions as {@code -Xmx256m}; they go before our own
   */
  static ForkedRun start(Path folder, List<String> javaOptions, List<String> arguments)
      throws IOException {
    return start(folder, List.of(), javaOptions, arguments);
  }

  /**
   * The same under another command, as a shell that sets limits.
   *
   * @param under takes the command as its last arguments
   */
  static ForkedRun start(
      Path folder, List<String> under, List<String> javaOptions, List<String> arguments)
      throws IOException {
    return start(folder, under, javaOptions, Main.class, arguments);
  }

  /** Several commands in one process, with {@link SeveralRuns#THEN} between them. */
  static ForkedRun startSeveral(Path folder, List<String> javaOptions, List<String> arguments)
      throws IOException {
    return start(folder, List.of(), javaOptions, SeveralRuns.class, arguments);
  }

  private static ForkedRun start(
      Path folder,
      List<String> under,
      List<String> javaOptions,
      Class<?> main,
      List<String> arguments)
      throws IOException {
    Path output = Files.createTempFile(folder, "output", ".txt");
    List<String> command = new ArrayList<>(HEARS_CTRL_C);
    command.addAll(under);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(QUICK);
    command.addAll(javaOptions);
    command.addAll(List.of("-cp", classPath(), main.getName()));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new ForkedRun(process, output);
  }

  /** Surefire hides the real class path in a jar's manifest, and tells it in a property. */
  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /** Waits; true when the process has ended by itself. */
  boolean endsWithin(long millis) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (System.nanoTime() < deadline) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (process.waitFor(Math.min(200, Math.max(1, left)), TimeUnit.MILLISECONDS)) {
        return true;
      }
      notePeak();
    }
    return false;
  }

  /** Waits for the end. */
  int exitCode() throws InterruptedException, IOException {
    if (!endsWithin(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS))) {
      kill();
      throw new AssertionError("Not done after " + LIMIT_SECONDS + " s: " + printed());
    }
    return process.exitValue();
  }

  /** Waits until it has printed this; false when it has ended without. */
  boolean hasPrinted(String words) throws InterruptedException, IOException {
    while (!printed().contains(words)) {
      if (endsWithin(5)) {
        return printed().contains(words);
      }
    }
    return true;
  }

  /** Kills it once it has printed this; false when it had ended before. */
  boolean isKilledAt(String words) throws InterruptedException, IOException {
    boolean printed = hasPrinted(words);
    kill();
    return printed && process.exitValue() == KILLED;
  }

  /** Another signal than those that Java can send: {@code INT}, as by Ctrl-C. */
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  /** SIGKILL: the process gets no chance to clean up. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  String printed() throws IOException {
    return Files.readString(output, UTF_8);
  }

  double seconds() {
    return (System.nanoTime() - started) / 1e9;
  }

  /** The most memory it was seen to hold, on Linux; else 0. */
  long peakMegabytes() {
    return peakKilobytes / 1024;
  }

  private void notePeak() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
        if (line.startsWith("VmHWM:")) {
          peakKilobytes = Long.parseLong(line.replaceAll("\\D", ""));
        }
      }
    } catch (IOException e) {
      // The process has just ended, or this is no Linux: what was seen so far stands.
    }
  }
}
