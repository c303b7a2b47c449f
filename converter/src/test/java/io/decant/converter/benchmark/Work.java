package io.decant.converter.benchmark;

import java.lang.management.ManagementFactory;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a benchmark counts beside the rows: JMH divides both by the time. */
@AuxCounters(AuxCounters.Type.OPERATIONS)
@State(Scope.Thread)
public class Work {
  /** Of the rows, as batches hold them. */
  public long bytes;

  /**
   * Processor time of the whole process, so that threads which a reader or writer has count too.
   */
  public long processorNanos;

  private long counted;

  @Setup(Level.Iteration)
  public void begin() {
    counted = processorNow();
  }

  /** To be called when rows of so many bytes are done. */
  public void done(long moreBytes) {
    long now = processorNow();
    bytes += moreBytes;
    processorNanos += now - counted;
    counted = now;
  }

  private static long processorNow() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
