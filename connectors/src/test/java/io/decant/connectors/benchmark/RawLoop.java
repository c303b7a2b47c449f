package io.decant.connectors.benchmark;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import io.decant.connectors.testing.TestDatabase;
import io.decant.connectors.testing.TestServers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.bson.RawBsonDocument;

/**
 * The shortest program that brings all of a table out of an engine and drops it, and the shortest
 * that brings it in from memory, where it lies as the engine takes it.
 */
interface RawLoop extends AutoCloseable {

  /** Where Decant makes the table. */
  String url();

  /** Reads the table to its end; returns how much that was. */
  long read() throws IOException;

  /** Holds what {@link #write} is to write. */
  void prepare() throws IOException;

  /** Makes the same rows durable in another place. */
  void write() throws IOException;

  @Override
  void close() throws IOException;

  /** The driver's own loop. */
  record OfMongoDb(TestDatabase database, MongoClient client, List<List<RawBsonDocument>> held)
      implements RawLoop {
    private static final int TOGETHER = 1_000;

    static OfMongoDb open() {
      TestDatabase database = TestServers.mongodb().newDatabase();
      return new OfMongoDb(database, MongoClients.create(database.url()), new ArrayList<>());
    }

    @Override
    public String url() {
      return database.url();
    }

    private MongoCollection<RawBsonDocument> collection(String name) {
      String database = URI.create(url()).getPath().substring(1);
      return client.getDatabase(database).getCollection(name, RawBsonDocument.class);
    }

    @Override
    public long read() {
      long bytes = 0;
      for (RawBsonDocument document : collection("wide").find().batchSize(3_000)) {
        bytes += document.getByteBuffer().remaining();
      }
      return bytes;
    }

    @Override
    public void prepare() {
      List<RawBsonDocument> some = new ArrayList<>();
      for (RawBsonDocument document : collection("wide").find().batchSize(3_000)) {
        some.add(document);
        if (some.size() == TOGETHER) {
          held.add(some);
          some = new ArrayList<>();
        }
      }
      if (!some.isEmpty()) {
        held.add(some);
      }
    }

    @Override
    public void write() {
      MongoCollection<RawBsonDocument> raw = collection("raw");
      raw.drop();
      held.forEach(some -> raw.insertMany(some, new InsertManyOptions().ordered(false)));
    }

    @Override
    public void close() {
      client.close();
      database.close();
    }
  }

  /**
   * Blocks of plain bytes: each is looked at once, for who does not has not found a row; those that
   * are written are forced to the disk behind the last.
   */
  record OfFiles(Path folder, String parameters, boolean zstd, List<byte[]> held)
      implements RawLoop {
    static OfFiles open(String parameters) throws IOException {
      return new OfFiles(
          Files.createTempDirectory("decant-raw"),
          parameters,
          parameters.contains("zstd"),
          new ArrayList<>());
    }

    @Override
    public String url() {
      return "file://" + folder + "?" + parameters;
    }

    private List<Path> files() throws IOException {
      try (Stream<Path> all = Files.list(folder)) {
        return all.filter(path -> path.getFileName().toString().startsWith("wide.")).toList();
      }
    }

    @Override
    public long read() throws IOException {
      byte[] block = new byte[256 << 10];
      long lines = 0;
      for (Path file : files()) {
        try (InputStream in = plain(file)) {
          for (int count = in.read(block); count > 0; count = in.read(block)) {
            for (int i = 0; i < count; i++) {
              lines += block[i] == '\n' ? 1 : 0;
            }
          }
        }
      }
      return lines;
    }

    private InputStream plain(Path file) throws IOException {
      InputStream in = Files.newInputStream(file);
      return zstd ? new ZstdInputStream(in) : in;
    }

    @Override
    public void prepare() throws IOException {
      for (Path file : files()) {
        try (InputStream in = plain(file)) {
          held.add(in.readAllBytes());
        }
      }
    }

    @Override
    public void write() throws IOException {
      try (FileChannel out =
          FileChannel.open(
              folder.resolve(".raw"),
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        OutputStream plain = Channels.newOutputStream(out);
        OutputStream into = zstd ? new ZstdOutputStream(plain) : plain;
        for (byte[] each : held) {
          into.write(each);
        }
        into.flush();
        out.force(true);
      }
    }

    @Override
    public void close() throws IOException {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
