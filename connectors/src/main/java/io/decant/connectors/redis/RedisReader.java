package io.decant.connectors.redis;

import static io.decant.connectors.redis.Wire.asList;
import static io.decant.connectors.redis.Wire.asLong;

import io.decant.connectors.redis.Layout.Form;
import io.decant.connectors.redis.Nodes.Node;
import io.decant.connectors.redis.Values.Pieces;
import io.decant.connectors.spi.BatchReader;
import io.decant.converter.row.RowBatch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Reads the rows of some keys: for a page of keys it asks how large each is and when it expires,
 * then for as many values at once as fit a bound, and for large ones piece by piece.
 */
final class RedisReader implements BatchReader {
  /** The key was there when the keys were listed, and is not any more. */
  static final String EXPIRED = "EXPIRED";

  /** The key's value is of another type than when the keys were listed. */
  static final String CHANGED_TYPE = "CHANGED_TYPE";

  /** A stream without an entry gives no row. */
  static final String EMPTY_STREAM = "EMPTY_STREAM";

  private static final int PAGE = 500;

  /** Values to begin with, when it is not known yet how large they are. */
  private static final int FEW = 16;

  private final RedisServer server;
  private final int database;
  private final Map<Node, Wire> wires = new HashMap<>();
  private Wire wire;
  private final Deque<Turn> turns = new ArrayDeque<>();
  private final RedisType type;
  private final Form form;
  private final KeyRange keys;
  private final RowFiller rows;
  private final Expiries expiries;
  private final Deque<Found> page = new ArrayDeque<>();
  private final Deque<Found> ready = new ArrayDeque<>();
  private List<?> elements = List.of();
  private int element;
  private long position;
  private @Nullable Pieces pieces;
  private boolean clean = true;
  private int outstanding;
  private int asked;
  private long received;

  RedisReader(
      RedisServer server, int database, RedisType type, Form form, KeyRange keys, RowFiller rows) {
    this.server = server;
    this.type = type;
    this.form = form;
    this.keys = keys;
    this.rows = rows;
    this.expiries = new Expiries(server);
    this.database = database;
    this.wire = wire(server.nodes().all().get(0));
  }

  private Wire wire(Node node) {
    return wires.computeIfAbsent(node, wanted -> server.borrow(wanted, database));
  }

  /** Keys to be read from one server. */
  private record Turn(Node node, List<byte[]> keys) {}

  /** A key, and its value as far as it is there already. */
  private record Found(byte[] key, long size, long expires, @Nullable List<?> value) {}

  @Override
  public boolean read(RowBatch into) {
    into.clear();
    clean = false;
    while (!into.isFull() && advance()) {
      emit(into);
    }
    clean = outstanding == 0;
    return into.rows() > 0;
  }

  @Override
  public Map<String, Long> notes() {
    return rows.notes();
  }

  /** Goes on to the next element; false when there is none. */
  private boolean advance() {
    while (element >= elements.size()) {
      if (pieces != null) {
        List<?> piece = pieces.get();
        elements = piece == null ? List.of() : piece;
        element = 0;
        pieces = piece == null ? null : pieces;
      } else if (!ready.isEmpty()) {
        begin(ready.remove());
      } else if (!page.isEmpty()) {
        fetch();
      } else if (!turn()) {
        return false;
      }
    }
    return true;
  }

  private void begin(Found found) {
    rows.begin(found.key(), found.expires());
    position = 0;
    element = 0;
    List<?> value = isDivisible() ? found.value() : await(found.key());
    elements = value == null ? List.of() : value;
    if (value != null || !isDivisible()) {
      return;
    }
    wire.send(type.length, found.key());
    Object count = wire.anyReply();
    if (count instanceof JedisDataException refused) {
      requireWrongType(refused);
      rows.note(CHANGED_TYPE);
    } else {
      pieces = Values.pieces(wire, type, found.key(), found.size(), Math.max(1, asLong(count)));
    }
  }

  /** Looks at the next page of keys; false after the last. */
  private boolean turn() {
    if (turns.isEmpty()) {
      List<List<byte[]>> divided = server.nodes().divided(keys.next(PAGE));
      for (int i = 0; i < divided.size(); i++) {
        if (!divided.get(i).isEmpty()) {
          turns.add(new Turn(server.nodes().all().get(i), divided.get(i)));
        }
      }
      if (turns.isEmpty()) {
        return false;
      }
    }
    Turn turn = turns.remove();
    List<byte[]> wanted = turn.keys();
    wire = wire(turn.node());
    long[] sizes = isDivisible() ? Values.sizes(wire, wanted) : new long[wanted.size()];
    long[] expires = expiries.of(wire, wanted);
    for (int i = 0; i < expires.length; i++) {
      if (expires[i] == Expiries.GONE) {
        rows.note(EXPIRED);
      } else {
        page.add(new Found(wanted.get(i), sizes[i], expires[i], null));
      }
    }
    return true;
  }

  private boolean isDivisible() {
    return !form.isWhole();
  }

  private void fetch() {
    if (isDivisible()) {
      fetchSized();
      return;
    }
    long mean = asked == 0 ? Values.LARGE / FEW : Math.max(1, received / asked);
    long count = Math.max(1, Math.min(page.size(), Values.LARGE / mean));
    asked = 0;
    received = 0;
    while (asked < count) {
      Values.ask(wire, type, page.element().key());
      ready.add(page.remove());
      asked++;
    }
    outstanding = asked;
  }

  /** Gets the values of the next keys of the page, as many as fit. */
  private void fetchSized() {
    Deque<Found> wanted = new ArrayDeque<>();
    long bytes = 0;
    while (!page.isEmpty() && (wanted.isEmpty() || bytes + page.element().size() <= Values.LARGE)) {
      Found found = page.element();
      if (found.size() >= Values.LARGE) {
        if (wanted.isEmpty()) {
          ready.add(page.remove());
        }
        break;
      }
      bytes += found.size();
      Values.ask(wire, type, found.key());
      wanted.add(page.remove());
    }
    outstanding = wanted.size();
    for (Found found : wanted) {
      List<?> value = await(found.key());
      if (value != null) {
        ready.add(new Found(found.key(), found.size(), found.expires(), value));
      }
    }
  }

  /** The next value that was asked for; null when it is not one of this table any more. */
  private @Nullable List<?> await(byte[] key) {
    Object reply = wire.anyReply();
    outstanding--;
    if (reply instanceof JedisDataException refused) {
      requireWrongType(refused);
      rows.note(CHANGED_TYPE);
      return null;
    }
    List<?> value = Values.elements(reply);
    received += key.length;
    for (Object part : value) {
      received += part instanceof byte[] bytes ? bytes.length : 0;
    }
    if (reply == null || (value.isEmpty() && type != RedisType.STREAM)) {
      rows.note(EXPIRED);
    } else if (value.isEmpty()) {
      rows.note(EMPTY_STREAM);
    }
    return reply == null || value.isEmpty() ? null : value;
  }

  private void requireWrongType(JedisDataException refused) {
    if (!String.valueOf(refused.getMessage()).startsWith("WRONGTYPE")) {
      throw server.failures.classify(refused);
    }
  }

  private void emit(RowBatch into) {
    switch (form) {
      case ROW, RECORD -> {
        rows.hash(into, elements);
        element = elements.size();
      }
      case OBJECT -> {
        if (elements.get(element++) instanceof byte[] json) {
          rows.object(into, json);
        }
      }
      case STRING, ELEMENT, MEMBER -> {
        if (elements.get(element++) instanceof byte[] value) {
          rows.element(into, position++, value, null);
        }
      }
      case FIELD, SCORED -> {
        if (elements.get(element) instanceof byte[] name) {
          rows.element(into, position++, name, elements.get(element + 1));
        }
        element += 2;
      }
      case ENTRY -> {
        List<?> entry = asList(elements.get(element++));
        if (entry.size() == 2 && entry.get(0) instanceof byte[] id) {
          rows.element(into, position++, id, entry.get(1));
        }
      }
    }
  }

  @Override
  public void close() {
    if (!clean) {
      wire.abandon();
    }
    wires.values().forEach(server::giveBack);
  }
}
