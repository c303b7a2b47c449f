package io.decant.engine.copy;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.decant.connectors.spi.Split;
import io.decant.converter.DecantException.UserError;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.ValueText;
import io.decant.converter.schema.Column;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rejected rows of one split, as JSON Lines. Written beside its place and moved there whole,
 * just before the split is committed; a split that is done again replaces it, or removes it when it
 * has nothing to reject any more. For one thread.
 */
final class RejectFile implements AutoCloseable {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Path file;
  private final Path unfinished;
  private final Split split;
  private @Nullable FileOutputStream stream;
  private @Nullable Writer writer;

  RejectFile(Path folder, Split split) {
    String name = FileNames.safe(split.table().toString()) + "." + split.part();
    this.split = split;
    this.file = folder.resolve(name + ".jsonl");
    this.unfinished = folder.resolve(name + ".jsonl.part");
  }

  Path path() {
    return file;
  }

  /** Adds a row with all its values as they were read; NULL is null, everything else is a text. */
  void add(SplitDetail.RejectNote note, List<Column> columns, RowBatch batch, int row) {
    try {
      Writer out = writer == null ? open() : writer;
      try (JsonGenerator json = MAPPER.createGenerator(out)) {
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
        json.writeStartObject();
        json.writeStringField("table", split.table().toString());
        json.writeStringField("key", note.key());
        json.writeStringField("column", note.column());
        json.writeStringField("code", note.code());
        json.writeStringField("reason", note.reason());
        json.writeObjectFieldStart("values");
        for (int i = 0; i < columns.size(); i++) {
          Column column = columns.get(i);
          if (batch.column(i).isNull(row)) {
            json.writeNullField(column.name());
          } else {
            json.writeStringField(column.name(), ValueText.of(batch.column(i), column.type(), row));
          }
        }
        json.writeEndObject();
        json.writeEndObject();
      }
      out.write('\n');
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Puts the file in its place, safely on disk; without rows, removes what an earlier try left. */
  void publish() {
    try {
      if (writer == null || stream == null) {
        Files.deleteIfExists(file);
      } else {
        writer.flush();
        stream.getFD().sync();
        writer.close();
        Files.move(
            unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Leaves nothing unfinished behind. */
  @Override
  public void close() {
    try {
      if (writer != null) {
        writer.close();
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException e) {
      // The rows are not committed either; what remains is a file whose name says that it is none.
    }
  }

  private Writer open() throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    stream = new FileOutputStream(unfinished.toFile());
    writer = Channels.newWriter(stream.getChannel(), StandardCharsets.UTF_8);
    return writer;
  }

  private UserError unwritable(IOException e) {
    return new UserError(
        "--rejects",
        "cannot write " + file + ": " + e.getMessage(),
        "Name a folder that can be written, and --resume.");
  }
}
