package io.decant.connectors.files;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.decant.connectors.spi.TableText;
import io.decant.converter.schema.Table;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** The journal's and the manifest's records as JSON. */
final class FolderText {
  private static final ObjectMapper JSON = mapper();

  private FolderText() {}

  private static ObjectMapper mapper() {
    ObjectMapper mapper =
        JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(
                new SimpleModule()
                    .addSerializer(Table.class, new TableWriter())
                    .addDeserializer(Table.class, new TableReader()))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();
    for (Class<?> change : Change.class.getPermittedSubclasses()) {
      mapper.registerSubtypes(
          new NamedType(change, change.getSimpleName().toLowerCase(Locale.ROOT)));
    }
    return mapper;
  }

  private static final class TableWriter extends JsonSerializer<Table> {
    @Override
    public void serialize(Table table, JsonGenerator to, SerializerProvider unused)
        throws IOException {
      to.writeTree(TableText.tree(table));
    }
  }

  private static final class TableReader extends JsonDeserializer<Table> {
    @Override
    public Table deserialize(JsonParser from, DeserializationContext context) throws IOException {
      Optional<Table> table = TableText.parse(from.<JsonNode>readValueAsTree());
      if (table.isEmpty()) {
        return context.reportInputMismatch(Table.class, "not a table as this version writes it");
      }
      return table.get();
    }
  }

  static byte[] bytes(Object record) {
    try {
      return JSON.writeValueAsBytes(record);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("made of records alone", e);
    }
  }

  /** With line breaks, for people. */
  static byte[] readable(Object record) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(record);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("made of records alone", e);
    }
  }

  /**
   * @throws IOException it is not one, or of a later version
   */
  static <T> T parse(byte[] text, Class<T> type) throws IOException {
    return JSON.readValue(text, type);
  }
}
