package io.decant.connectors.redis;

import static io.decant.connectors.redis.Wire.asList;
import static io.decant.connectors.redis.Wire.bytes;

import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.SchemaObject;
import io.decant.converter.schema.TableName;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import redis.clients.jedis.Protocol.Command;

/** The consumer groups of a table's streams, which stay behind. */
final class ConsumerGroups {
  /** Streams whose groups are asked for. */
  private static final int MAX_STREAMS = 1_000;

  private ConsumerGroups() {}

  static void of(RedisServer server, TableKeys keys, List<SchemaObject> into) {
    List<byte[]> streams = keys.keys(0, TableKeys.HASHES);
    List<byte[]> asked = streams.subList(0, Math.min(MAX_STREAMS, streams.size()));
    server.each(keys.database, asked, (wire, some) -> of(wire, keys.name, some, into));
  }

  private static void of(
      Wire wire, TableName table, List<byte[]> streams, List<SchemaObject> into) {
    streams.forEach(key -> wire.send(Command.XINFO, bytes("GROUPS"), key));
    for (byte[] key : streams) {
      for (Object group : asList(wire.anyReply())) {
        List<?> facts = asList(group);
        Map<String, String> told = new TreeMap<>();
        for (int i = 0; i + 1 < facts.size(); i += 2) {
          Object value = facts.get(i + 1);
          told.put(
              Wire.text(facts.get(i)),
              value instanceof Long number ? number.toString() : Wire.text(value));
        }
        into.add(
            new SchemaObject(
                    ObjectKind.CONSUMER_GROUP,
                    Wire.text(key) + " " + told.getOrDefault("name", ""),
                    told.toString(),
                    "who has read how far in a stream has no place in a table")
                .of(table));
      }
    }
  }
}
