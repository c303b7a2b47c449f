package io.decant.engine.report;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One table copied.
 *
 * @param name in the source
 * @param target in the target
 * @param sourceRows read
 * @param targetRows durable in the target by this run
 * @param rejected read and not written
 * @param bytes of the rows written, as Decant held them
 * @param seconds from its first split's begin to its last one's end; other tables were copied in
 *     the same time
 * @param notes what its reader met that no row tells of, or that reads otherwise than the rest:
 *     counts by code
 */
public record TableReport(
    String name,
    String target,
    long sourceRows,
    long targetRows,
    long rejected,
    long bytes,
    double seconds,
    int splits,
    List<ColumnReport> columns,
    Map<String, Long> notes) {
  public TableReport {
    columns = List.copyOf(columns);
    notes = Collections.unmodifiableMap(new TreeMap<>(notes));
  }

  /**
   * One column's way.
   *
   * @param sourceType as the source spells it
   * @param logicalType what its values are
   * @param targetType as the target spells it
   * @param evidence why this type, where the declaration left a choice
   */
  public record ColumnReport(
      String name,
      String targetName,
      String sourceType,
      String logicalType,
      String targetType,
      String conversion,
      String evidence,
      List<LossReport> losses) {
    public ColumnReport {
      losses = List.copyOf(losses);
    }
  }

  /**
   * What a conversion may cost and did cost.
   *
   * @param effect {@code changes} or {@code refuses}
   * @param rows that it did hit
   * @param sampleKeys of the first rows hit
   */
  public record LossReport(
      String code, String effect, String note, long rows, List<String> sampleKeys) {
    public LossReport {
      sampleKeys = List.copyOf(sampleKeys);
    }
  }
}
