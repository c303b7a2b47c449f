package io.decant.connectors.redis;

import static io.decant.connectors.redis.Wire.bytes;

import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.schema.TableName;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.Protocol.Command;

/** Whether a table can be made: keys that are like those of its rows would be taken for rows. */
final class Vacancy {
  private static final byte[] PAGE = bytes(1_000);

  private final RedisServer server;
  private final String name;
  private final Layout layout;
  private final Remembered wanted = new Remembered();

  Vacancy(RedisServer server, String name, Layout layout) {
    this.server = server;
    this.name = name;
    this.layout = layout;
    wanted.add(layout, TableName.of(name));
  }

  void require() {
    server.with(Target.of(server, layout).database(), this::require);
  }

  private boolean require(Wire wire) {
    byte[] pattern = pattern();
    byte[] cursor = bytes(0);
    do {
      List<?> page = wire.list(Command.SCAN, cursor, bytes("MATCH"), pattern, bytes("COUNT"), PAGE);
      cursor = page.get(0) instanceof byte[] next ? next : bytes(0);
      for (Object key : Wire.asList(page.get(1))) {
        if (key instanceof byte[] found && isTaken(wire, found)) {
          throw new EndpointFailure(
              server.endpoint.role(),
              name,
              "there is a key '" + Wire.text(found) + "', which would be taken for a row of it",
              "Choose another database (redis://host/1) or another name for the table.",
              null);
        }
      }
    } while (!(cursor.length == 1 && cursor[0] == '0'));
    return true;
  }

  private boolean isTaken(Wire wire, byte[] key) {
    if (RowKey.isOwn(key) || layout.keys().isEmpty()) {
      return !RowKey.isOwn(key);
    }
    RedisType type = RedisType.of(bytes(Wire.text(wire.call(Command.TYPE, key))));
    return wanted.find(key, type).isPresent();
  }

  /** What the keys look like, to the server. */
  private byte[] pattern() {
    ByteArrayOutputStream pattern = new ByteArrayOutputStream();
    if (layout.keys().isEmpty()) {
      literal(RowKey.of(name, ""), pattern);
      pattern.write('*');
      return pattern.toByteArray();
    }
    Template template = layout.keys().get().template();
    for (int i = 0; i < template.parts().size(); i++) {
      if (i > 0) {
        pattern.write(template.separator());
      }
      Optional<String> known = template.parts().get(i).word();
      known.ifPresentOrElse(word -> literal(bytes(word), pattern), () -> pattern.write('*'));
    }
    return pattern.toByteArray();
  }

  private static void literal(byte[] text, ByteArrayOutputStream pattern) {
    for (byte b : text) {
      if (b == '*' || b == '?' || b == '[' || b == ']' || b == '\\' || b == '^') {
        pattern.write('\\');
      }
      pattern.write(b);
    }
  }
}
