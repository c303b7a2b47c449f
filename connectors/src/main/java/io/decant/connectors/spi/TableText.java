package io.decant.connectors.spi;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.decant.converter.schema.DefaultValue;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.Table;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A table's schema as JSON: for a ledger, a manifest, or a database that knows no schemas and is
 * told to remember one. What is read is equal to what was written, to the last option.
 */
public final class TableText {
  private static final ObjectMapper JSON = mapper();

  private TableText() {}

  /** Says which of the permitted records a value is. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  private interface Named {}

  private static ObjectMapper mapper() {
    ObjectMapper mapper =
        JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new SimpleModule().addSerializer(new Sorted()))
            .addMixIn(LogicalType.class, Named.class)
            .addMixIn(DefaultValue.class, Named.class)
            // Only what a record consists of: what it computes from that is no part of it.
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();
    for (Class<?> type : LogicalType.class.getPermittedSubclasses()) {
      mapper.registerSubtypes(new NamedType(type, type.getSimpleName()));
    }
    for (Class<?> value : DefaultValue.class.getPermittedSubclasses()) {
      mapper.registerSubtypes(new NamedType(value, value.getSimpleName()));
    }
    return mapper;
  }

  /** A set has no order, and equal tables are to have equal texts. */
  private static final class Sorted extends StdSerializer<Set<?>> {
    private static final long serialVersionUID = 1L;

    Sorted() {
      super(Set.class, false);
    }

    @Override
    public void serialize(Set<?> set, JsonGenerator to, SerializerProvider unused)
        throws IOException {
      List<String> words = set.stream().map(Object::toString).sorted().toList();
      to.writeArray(words.toArray(new String[0]), 0, words.size());
    }
  }

  /** On one line. Equal tables have equal texts. */
  public static String of(Table table) {
    return tree(table).toString();
  }

  /** As a part of a larger document. */
  public static JsonNode tree(Table table) {
    return JSON.valueToTree(table);
  }

  /** Empty when an older or newer Decant wrote it in another form, or somebody else did. */
  public static Optional<Table> parse(String text) {
    try {
      return parse(JSON.readTree(text));
    } catch (JsonProcessingException foreign) {
      return Optional.empty();
    }
  }

  /** As {@link #parse(String)}. */
  public static Optional<Table> parse(JsonNode tree) {
    try {
      return Optional.ofNullable(JSON.treeToValue(tree, Table.class));
    } catch (JsonProcessingException | IllegalArgumentException foreign) {
      return Optional.empty();
    }
  }
}
