package io.decant.engine.copy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.decant.converter.convert.LossCount;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * What the report will need of a split, kept in its ledger entry, so that the report of a resumed
 * run is as complete as any.
 *
 * @param read rows read from the source
 * @param losses what conversions changed, and how many rows they refused
 * @param rejects the first rows that were rejected; the reject file holds all
 * @param notes what the reader met that no row tells of, by code
 */
public record SplitDetail(
    long read, List<LossCount> losses, List<RejectNote> rejects, Map<String, Long> notes) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** A table of ten thousand splits with these many in each still gives a ledger of some MB. */
  static final int REJECTS_KEPT = 50;

  public SplitDetail {
    losses = List.copyOf(losses);
    rejects = List.copyOf(rejects);
    notes = notes == null ? Map.of() : Map.copyOf(notes); // an older Decant wrote none
  }

  /** A row that was rejected. */
  public record RejectNote(String key, String column, String code, String reason, String file) {}

  public static SplitDetail parse(String json) {
    try {
      return MAPPER.readValue(json, SplitDetail.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("the ledger holds an entry that Decant did not write", e);
    }
  }

  public String toJson() {
    try {
      return MAPPER.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
