package io.decant.engine.copy;

import io.decant.connectors.spi.LedgerEntry;
import io.decant.converter.convert.LossCount;
import io.decant.converter.row.DigestSum;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.TableName;
import io.decant.engine.copy.SplitDetail.RejectNote;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts what happens to the rows of one split. For one thread. */
final class SplitTally {
  private final Map<String, LossCount> refusals = new LinkedHashMap<>();
  private final List<RejectNote> rejects = new ArrayList<>();
  private long read;
  private long rejected;
  private long rows;
  private long bytes;

  void read(RowBatch batch) {
    read += batch.rows();
  }

  void written(RowBatch batch) {
    rows += batch.rows();
    bytes += batch.usedBytes();
  }

  /**
   * @param column index of the column at fault; negative when it is not known
   */
  void rejected(int column, RejectNote note) {
    rejected++;
    if (rejects.size() < SplitDetail.REJECTS_KEPT) {
      rejects.add(note);
    }
    if (column >= 0) {
      LossCount one = new LossCount(column, note.code(), 1, List.of(note.key()));
      refusals.merge(column + note.code(), one, LossCount::plus);
    }
  }

  long rejected() {
    return rejected;
  }

  long read() {
    return read;
  }

  long rows() {
    return rows;
  }

  long bytes() {
    return bytes;
  }

  LedgerEntry entry(
      TableName target,
      int part,
      DigestSum digest,
      List<LossCount> changes,
      Map<String, Long> notes) {
    List<LossCount> losses = new ArrayList<>(changes);
    losses.addAll(refusals.values());
    String detail = new SplitDetail(read, losses, rejects, notes).toJson();
    return new LedgerEntry(target, part, rows, rejected, bytes, digest.toString(), detail);
  }
}
