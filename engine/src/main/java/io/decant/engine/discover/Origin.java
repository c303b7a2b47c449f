package io.decant.engine.discover;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.decant.converter.schema.DefaultValue;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.Table;
import java.util.Optional;

/**
 * What a table was in the database that it came from, and what a run made of it here. Kept in the
 * ledger as JSON, so that the way back can undo what only the other engine asked for.
 *
 * @param engine the scheme of the connector that described {@code before}
 * @param before as that source described it
 * @param made as the sink accepted it: columns in the same order
 */
public record Origin(String engine, Table before, Table made) {
  private static final ObjectMapper JSON = mapper();

  /** Says which of the permitted records a value is. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  private interface Named {}

  private static ObjectMapper mapper() {
    ObjectMapper mapper =
        JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addMixIn(LogicalType.class, Named.class)
            .addMixIn(DefaultValue.class, Named.class)
            // Only what a record consists of: what it computes from that is no part of it.
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    for (Class<?> type : LogicalType.class.getPermittedSubclasses()) {
      mapper.registerSubtypes(new NamedType(type, type.getSimpleName()));
    }
    for (Class<?> value : DefaultValue.class.getPermittedSubclasses()) {
      mapper.registerSubtypes(new NamedType(value, value.getSimpleName()));
    }
    return mapper;
  }

  /** Its schema became part of its name here. */
  boolean lostItsSchema() {
    return made.name().schema().isEmpty()
        && before.name().name().length() < made.name().name().length()
        && !before.name().schema().isEmpty();
  }

  /** For the ledger. */
  public String text() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a table is made of records alone", e);
    }
  }

  /** Empty when an older or newer Decant wrote it in another form. */
  public static Optional<Origin> parse(String text) {
    try {
      return Optional.of(JSON.readValue(text, Origin.class));
    } catch (JsonProcessingException | IllegalArgumentException foreign) {
      return Optional.empty();
    }
  }
}
