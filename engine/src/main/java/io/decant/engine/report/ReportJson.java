package io.decant.engine.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Reports, events and statuses as JSON: keys and enum words in kebab-case, times in UTC. */
public final class ReportJson {
  /** Made when the first JSON is written: whoever wants a {@link #word} alone need not wait. */
  private static final class Lazy {
    static final JsonMapper MAPPER =
        JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .addModule(
                new SimpleModule()
                    .addSerializer(Instant.class, text(Instant::toString))
                    .addSerializer(Duration.class, seconds())
                    .addSerializer(present())
                    .addSerializer(Enum.class, text(ReportJson::word)))
            .withConfigOverride(
                Optional.class,
                absent ->
                    absent.setInclude(
                        JsonInclude.Value.construct(
                            JsonInclude.Include.NON_EMPTY, JsonInclude.Include.NON_EMPTY)))
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();
    static final ObjectWriter PRETTY = MAPPER.writerWithDefaultPrettyPrinter();
  }

  private ReportJson() {}

  /** Over many lines, for files. */
  public static String pretty(Object record) {
    return write(Lazy.PRETTY, record);
  }

  /** On one line, for JSON Lines. */
  public static String line(Object record) {
    return write(Lazy.MAPPER.writer(), record);
  }

  /** The word of an enum's value: {@code NOT_COMPARED} is {@code not-compared}. */
  public static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String write(ObjectWriter writer, Object record) {
    try {
      return writer.writeValueAsString(record);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Text<T> {
    String of(T value);
  }

  private static <T> JsonSerializer<T> text(Text<? super T> text) {
    return new JsonSerializer<>() {
      @Override
      public void serialize(T value, JsonGenerator json, SerializerProvider provider)
          throws IOException {
        json.writeString(text.of(value));
      }
    };
  }

  /** What is not there has no key. */
  private static JsonSerializer<Optional<?>> present() {
    return new JsonSerializer<>() {
      @Override
      @SuppressWarnings({"unchecked", "rawtypes"})
      public Class<Optional<?>> handledType() {
        return (Class) Optional.class;
      }

      @Override
      public boolean isEmpty(SerializerProvider provider, Optional<?> value) {
        return value.isEmpty();
      }

      @Override
      public void serialize(Optional<?> value, JsonGenerator json, SerializerProvider provider)
          throws IOException {
        if (value.isPresent()) {
          json.writePOJO(value.get());
        } else {
          json.writeNull();
        }
      }
    };
  }

  private static JsonSerializer<Duration> seconds() {
    return new JsonSerializer<>() {
      @Override
      public void serialize(Duration value, JsonGenerator json, SerializerProvider provider)
          throws IOException {
        json.writeNumber(value.toNanos() / 1_000_000 / 1e3);
      }
    };
  }
}
