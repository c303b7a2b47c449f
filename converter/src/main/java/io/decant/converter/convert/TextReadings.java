package io.decant.converter.convert;

import static io.decant.converter.convert.TextConversions.named;

import io.decant.converter.row.Ascii;
import io.decant.converter.row.BytesVector;
import io.decant.converter.row.ColumnVector;
import io.decant.converter.row.Decimals;
import io.decant.converter.row.Floats;
import io.decant.converter.row.Intervals;
import io.decant.converter.row.JsonText;
import io.decant.converter.row.Temporals;
import io.decant.converter.row.UuidText;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Decimal;
import io.decant.converter.schema.LogicalType.Enumerated;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.LabelSet;
import io.decant.converter.schema.LogicalType.Real;
import io.decant.converter.schema.LogicalType.Time;
import io.decant.converter.schema.LogicalType.Timestamp;
import io.decant.converter.schema.LogicalType.TimestampTz;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Text read as the value that it spells; a text that spells none is refused. */
final class TextReadings {
  private TextReadings() {}

  /** Appends what the text spells, or says that it spells nothing. */
  private interface Reading {
    boolean append(byte[] data, int start, int length, ColumnVector out);
  }

  static Optional<ColumnConversion> ofText(Demand demand) {
    return switch (demand.to().kind()) {
      case INT -> then(demand, new Int(64, ((Int) demand.to()).unsigned()), integer(demand));
      case DECIMAL ->
          then(
              demand,
              Decimal.UNBOUNDED,
              (data, start, length, out) -> Decimals.append(data, start, length, Cell.bytes(out)));
      case REAL -> then(demand, new Real(64), TextReadings::real);
      case BOOLEAN -> then(demand, new LogicalType.Bool(), TextReadings::bool);
      case DATE ->
          then(
              demand,
              new LogicalType.Date(),
              (data, start, length, out) -> moment(Temporals.parseDate(data, start, length), out));
      case TIME ->
          then(
              demand,
              new Time(6, true),
              (data, start, length, out) -> moment(Temporals.parseTime(data, start, length), out));
      case TIMESTAMP ->
          then(
              demand,
              new Timestamp(6),
              (data, start, length, out) ->
                  moment(Temporals.parseTimestamp(data, start, length), out));
      case TIMESTAMP_TZ ->
          then(
              demand,
              new TimestampTz(6),
              (data, start, length, out) ->
                  moment(Temporals.parseTimestampTz(data, start, length), out));
      case INTERVAL -> then(demand, demand.to(), TextReadings::interval);
      case UUID -> then(demand, demand.to(), TextReadings::uuid);
      case JSON -> then(demand, new LogicalType.Json(false), TextReadings::json);
      case ENUM -> {
        Enumerated to = (Enumerated) demand.to();
        Set<String> labels = Set.copyOf(to.labels());
        yield then(
            demand, to, (data, start, length, out) -> label(labels, data, start, length, out));
      }
      case BYTES -> BinaryConversions.ofBytes(demand.from(LogicalType.Bytes.UNLIMITED));
      case SET -> then(demand, demand.to(), labels((LabelSet) demand.to()));
      case BITS -> then(demand, new LogicalType.Bits(0, true), TextReadings::bits);
      case ARRAY -> Optional.of(DocumentConversions.list(demand));
      // An address, or a type that one engine alone has: that engine reads its own texts.
      case NETWORK, OPAQUE -> Optional.of(new Identity(named(demand), List.of()));
      case GEOMETRY, CHAR, VARCHAR, TEXT, VARIANT -> Optional.empty();
    };
  }

  /** A span without days and months is a time that may be negative or beyond a day. */
  static Optional<ColumnConversion> ofInterval(Demand demand) {
    return demand.to().kind() == LogicalType.Kind.TIME
        ? then(demand, new Time(6, true), TextReadings::clock)
        : Conversions.sameOrText(demand);
  }

  /** Reads as the widest type of the kind, and lets that type's own rule do the rest. */
  private static Optional<ColumnConversion> then(Demand demand, LogicalType wide, Reading reading) {
    Cell cell =
        (in, row, out, listener) -> {
          BytesVector texts = Cell.bytes(in);
          if (!reading.append(texts.data(), texts.start(row), texts.length(row), out)) {
            String detail = "'" + Cell.shown(texts, row) + "' is no " + demand.to();
            Cell.refuse(out, row, listener, Losses.NOT_PARSED, detail);
          }
        };
    Rule read = new Rule(named(demand), List.of(Losses.NOT_PARSED), cell);
    return Conversions.between(demand.from(wide))
        .map(
            rest ->
                rest.losses().isEmpty() && rest instanceof Identity
                    ? read
                    : new Chain(wide, read, rest));
  }

  /** One rule after the other. */
  private record Chain(LogicalType wide, Rule first, ColumnConversion second)
      implements ColumnConversion {
    @Override
    public String name() {
      return first.name();
    }

    @Override
    public List<Loss> losses() {
      List<Loss> losses = new ArrayList<>(first.losses());
      losses.addAll(second.losses());
      return List.copyOf(losses);
    }

    @Override
    public ColumnVector apply(ColumnVector in, int rows, ColumnVector out, ValueListener listener) {
      ColumnVector between = first.apply(in, rows, ColumnVector.of(wide.carrier(), rows), listener);
      return second.apply(between, rows, out, listener);
    }
  }

  private static Reading integer(Demand demand) {
    if (((Int) demand.to()).unsigned()) {
      return (data, start, length, out) -> {
        boolean number = Ascii.isUnsignedLong(data, start, length);
        if (number) {
          Cell.longs(out).append(Ascii.parseUnsignedLong(data, start, length));
        }
        return number;
      };
    }
    return (data, start, length, out) -> {
      boolean number = Ascii.isLong(data, start, length);
      if (number) {
        Cell.longs(out).append(Ascii.parseLong(data, start, length));
      }
      return number;
    };
  }

  private static boolean real(byte[] data, int start, int length, ColumnVector out) {
    try {
      Cell.doubles(out).append(Floats.parse(data, start, length));
      return true;
    } catch (NumberFormatException none) {
      return false;
    }
  }

  private static boolean bool(byte[] data, int start, int length, ColumnVector out) {
    int value = truth(data, start, length);
    if (value >= 0) {
      Cell.longs(out).append(value);
    }
    return value >= 0;
  }

  /** 1 or 0 for a text that means true or false; else -1. */
  static int truth(byte[] data, int start, int length) {
    if (length == 1) {
      return switch (data[start]) {
        case '1', 't', 'T' -> 1;
        case '0', 'f', 'F' -> 0;
        default -> -1;
      };
    }
    return switch (length > 5 ? "" : text(data, start, length).toLowerCase(Locale.ROOT)) {
      case "true" -> 1;
      case "false" -> 0;
      default -> -1;
    };
  }

  private static boolean moment(long value, ColumnVector out) {
    if (value == Temporals.INVALID) {
      return false;
    }
    Cell.longs(out).append(value);
    return true;
  }

  private static boolean interval(byte[] data, int start, int length, ColumnVector out) {
    try {
      Cell.bytes(out).append(Intervals.parse(data, start, length).text());
      return true;
    } catch (NumberFormatException none) {
      return false;
    }
  }

  private static boolean clock(byte[] data, int start, int length, ColumnVector out) {
    Intervals span = Intervals.parse(data, start, length);
    return span.months() == 0 && span.days() == 0 && moment(span.micros(), out);
  }

  private static boolean bits(byte[] data, int start, int length, ColumnVector out) {
    for (int i = start; i < start + length; i++) {
      if (data[i] != '0' && data[i] != '1') {
        return false;
      }
    }
    Cell.bytes(out).append(data, start, length);
    return true;
  }

  private static Reading labels(LabelSet to) {
    return (data, start, length, out) -> {
      List<String> labels =
          length == 0 ? List.of() : List.of(text(data, start, length).split(",", -1));
      Optional<String> ordered = DocumentConversions.inOrder(labels, to);
      ordered.ifPresent(Cell.bytes(out)::append);
      return ordered.isPresent();
    };
  }

  private static boolean uuid(byte[] data, int start, int length, ColumnVector out) {
    BytesVector uuids = Cell.bytes(out);
    int next = uuids.reserve(16);
    int end = start + (length == UuidText.LENGTH ? length : 0);
    for (int at = start; at < end; ) {
      boolean dash =
          switch (at - start) {
            case 8, 13, 18, 23 -> true;
            default -> false;
          };
      int octet = dash ? 0 : Character.digit(data[at], 16) << 4 | Character.digit(data[at + 1], 16);
      if (octet < 0 || (dash && data[at] != '-')) {
        return false;
      }
      if (!dash) {
        uuids.data()[next++] = (byte) octet;
      }
      at += dash ? 1 : 2;
    }
    if (length == UuidText.LENGTH) {
      uuids.finish(next);
    }
    return length == UuidText.LENGTH;
  }

  private static boolean json(byte[] data, int start, int length, ColumnVector out) {
    boolean valid = JsonText.isValid(data, start, length);
    if (valid) {
      Cell.bytes(out).append(data, start, length);
    }
    return valid;
  }

  private static boolean label(
      Set<String> labels, byte[] data, int start, int length, ColumnVector out) {
    boolean known = labels.contains(text(data, start, length));
    if (known) {
      Cell.bytes(out).append(data, start, length);
    }
    return known;
  }

  private static String text(byte[] data, int start, int length) {
    return new String(data, start, length, StandardCharsets.UTF_8);
  }
}
