package io.decant.connectors.redis;

import static io.decant.connectors.redis.Wire.bytes;

import io.decant.connectors.spi.BatchWriter;
import io.decant.connectors.spi.Finding;
import io.decant.connectors.spi.Lease;
import io.decant.connectors.spi.Ledger;
import io.decant.connectors.spi.SchemaStep;
import io.decant.connectors.spi.SchemaStep.Stage;
import io.decant.connectors.spi.Sink;
import io.decant.connectors.spi.Split;
import io.decant.connectors.spi.TableText;
import io.decant.connectors.spi.TargetSchema;
import io.decant.connectors.spi.WriteMode;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.UserError;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import redis.clients.jedis.Protocol.Command;

/**
 * Writes rows as hashes, or strings of JSON, called {@code table:key}. A table is made by
 * remembering its schema, which is also what makes it readable again as what it was.
 */
final class RedisSink implements Sink {
  private static final int PAGE = 1_000;
  private static final int RANGES = 64;

  private final RedisServer server;
  private final RedisSchema schema;
  private final Set<ByteBuffer> claimed = ConcurrentHashMap.newKeySet();
  private final RedisLedger ledger;
  private final Map<String, Table> planned = new ConcurrentHashMap<>();

  RedisSink(RedisServer server) {
    this.server = server;
    this.ledger = new RedisLedger(server);
    Optional<String> asked =
        Optional.ofNullable(server.endpoint.parameters().get(RedisConnector.ROWS));
    String rows = asked.orElse("hash");
    if (!rows.equals("hash") && !rows.equals("json")) {
      throw new UserError("rows", "'" + rows + "' is unknown", "Write rows=hash or rows=json.");
    }
    this.schema = new RedisSchema(asked.map("json"::equals), !server.isOneDatabase());
    if (server.nodes().isCluster()) {
      throw server.failures.failure(
          "is a cluster, which has no transactions over all of its keys",
          "Write to a single server; a cluster can be read.");
    }
  }

  @Override
  public TargetSchema schema() {
    return schema;
  }

  @Override
  public List<SchemaStep> steps(Table accepted) {
    List<SchemaStep> steps = schema.steps(accepted);
    steps.forEach(step -> planned.put(step.statement(), RedisSchema.kept(accepted)));
    return steps;
  }

  /** Rows that some writer is just about to write. */
  Set<ByteBuffer> claimed() {
    return claimed;
  }

  @Override
  public List<Finding> findings(List<Table> tables, List<SchemaStep> steps) {
    return new RedisFindings(server).ofTarget(tables);
  }

  @Override
  public void run(SchemaStep step) {
    Table table = planned.get(step.statement());
    if (table == null) {
      throw new IllegalArgumentException("not a step of this sink: " + step.statement());
    }
    if (step.stage() == Stage.COUNTER) {
      new Assembly(server, ledger.lease(), table).run();
    } else {
      make(table);
    }
  }

  private void make(Table table) {
    String name = table.name().name();
    new Vacancy(server, name, Layout.of(table)).require();
    server.with(
        server.database(),
        wire -> {
          byte[] text = bytes(TableText.of(table));
          if (wire.number(Command.HSETNX, Remembered.TABLES, bytes(name), text) == 0) {
            throw new EndpointFailure(
                server.endpoint.role(), table.name().toString(), "exists already", "", null);
          }
          return true;
        });
  }

  @Override
  public void drop(List<TableName> names) {
    remove(names, true);
  }

  @Override
  public void empty(List<TableName> names) {
    remove(names, false);
  }

  private void remove(List<TableName> names, boolean forget) {
    try (Keyspace keyspace = Keyspace.survey(server, 1)) {
      for (TableName name : names) {
        TableKeys keys = keyspace.tables().get(TableName.of(name.name()));
        if (keys != null) {
          server.with(keys.database, wire -> remove(wire, keys));
        }
      }
    }
    if (forget) {
      server.with(
          server.database(),
          wire -> {
            names.forEach(name -> wire.call(Command.HDEL, Remembered.TABLES, bytes(name.name())));
            return true;
          });
    }
  }

  private static boolean remove(Wire wire, TableKeys keys) {
    int step = TableKeys.HASHES / RANGES;
    for (int from = 0; from < TableKeys.HASHES; from += step) {
      List<byte[]> some = keys.keys(from, from + step);
      for (int i = 0; i < some.size(); i += PAGE) {
        wire.send(Command.UNLINK, some.subList(i, Math.min(some.size(), i + PAGE)));
        wire.reply();
      }
    }
    return true;
  }

  @Override
  public Ledger ledger() {
    return ledger;
  }

  @Override
  public BatchWriter write(Table accepted, Split split, Lease lease, WriteMode mode) {
    return new RedisWriter(this, server, accepted, split, lease, mode);
  }

  @Override
  public void close() {
    server.close();
  }
}
