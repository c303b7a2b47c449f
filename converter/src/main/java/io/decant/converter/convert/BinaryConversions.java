package io.decant.converter.convert;

import static io.decant.converter.convert.TextConversions.named;

import io.decant.converter.row.BytesVector;
import io.decant.converter.row.ColumnVector;
import io.decant.converter.row.UuidText;
import io.decant.converter.schema.LogicalType.Bits;
import io.decant.converter.schema.LogicalType.Bytes;
import io.decant.converter.schema.LogicalType.Geometry;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.Uuid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Bytes, UUIDs, bit strings and shapes. */
final class BinaryConversions {
  private static final int UUID_BYTES = 16;

  /** An SRID, a byte order and a kind: less is no shape. */
  private static final int SHAPE_BYTES = 9;

  private BinaryConversions() {}

  static Optional<ColumnConversion> ofBytes(Demand demand) {
    if (demand.to() instanceof Bytes to) {
      Bytes from = (Bytes) demand.from();
      boolean same = from.equals(to);
      boolean shorter = !to.fixed() && from.length() > 0 && from.length() <= to.length();
      return Optional.of(
          same || shorter ? Identity.PLAIN : sized("bytes-to-bytes", to, to.fixed()));
    }
    if (demand.to() instanceof Uuid) {
      return Optional.of(sized("bytes-to-uuid", new Bytes(UUID_BYTES, true), false));
    }
    if (demand.to() instanceof Geometry) {
      return Optional.of(shapes(demand));
    }
    return demand.toText() ? Optional.of(hex(demand)) : Optional.empty();
  }

  /** Bytes that a shape became on the way out; what they mean is for the target to judge. */
  private static ColumnConversion shapes(Demand demand) {
    return new Guard(
        named(demand),
        List.of(Losses.NOT_PARSED),
        (in, row) -> Cell.bytes(in).length(row) >= SHAPE_BYTES,
        (in, row, out, listener) ->
            Cell.refuse(
                out, row, listener, Losses.NOT_PARSED, "too few bytes for a shape with its SRID"));
  }

  static Optional<ColumnConversion> ofUuid(Demand demand) {
    if (demand.to() instanceof Uuid) {
      return Optional.of(Identity.PLAIN);
    }
    if (demand.to() instanceof Bytes to) {
      boolean fits = to.fixed() ? to.length() == UUID_BYTES : roomFor(to, UUID_BYTES);
      return fits ? Optional.of(new Identity(named(demand), List.of())) : Optional.empty();
    }
    if (!demand.toText()) {
      return Optional.empty();
    }
    return Optional.of(
        TextConversions.rendered(
            demand,
            (in, row, out, listener) -> {
              BytesVector uuids = Cell.bytes(in);
              BytesVector texts = Cell.bytes(out);
              int at = texts.reserve(UuidText.LENGTH);
              texts.finish(UuidText.append(uuids.data(), uuids.start(row), texts.data(), at));
            }));
  }

  static Optional<ColumnConversion> ofGeometry(Demand demand) {
    if (demand.to() instanceof Geometry to) {
      return Shapes.of(demand, (Geometry) demand.from(), to);
    }
    if (demand.to() instanceof Bytes to) {
      return Optional.of(
          to.length() == 0 && !to.fixed()
              ? new Identity(named(demand), List.of())
              : sized(named(demand), to, false));
    }
    return demand.toText() ? Optional.of(hex(demand)) : Optional.empty();
  }

  static Optional<ColumnConversion> ofBits(Demand demand) {
    return switch (demand.to().kind()) {
      case BITS -> Optional.of(bitsToBits((Bits) demand.from(), (Bits) demand.to()));
      case BOOLEAN -> Optional.of(bitsToNumber(demand, 1));
      case INT -> {
        Int to = (Int) demand.to();
        yield Optional.of(bitsToNumber(demand, to.unsigned() ? to.bits() : to.bits() - 1));
      }
      case BYTES -> Optional.of(bitsToBytes(demand, (Bytes) demand.to()));
      case CHAR, VARCHAR, TEXT -> Optional.of(TextConversions.asText(demand));
      case DECIMAL,
          REAL,
          DATE,
          TIME,
          TIMESTAMP,
          TIMESTAMP_TZ,
          INTERVAL,
          UUID,
          JSON,
          ENUM,
          SET,
          ARRAY,
          GEOMETRY,
          NETWORK,
          OPAQUE,
          VARIANT ->
          Optional.empty();
    };
  }

  private static boolean roomFor(Bytes type, long length) {
    return type.length() == 0 || length <= type.length();
  }

  /** Bytes of any length to bytes of that type; too short a value is filled up where it must be. */
  private static ColumnConversion sized(String name, Bytes to, boolean padded) {
    if (to.length() == 0) {
      return new Identity(name, List.of());
    }
    List<Loss> losses = new ArrayList<>(List.of(Losses.BYTES_LENGTH));
    if (padded) {
      losses.add(Losses.BINARY_PAD);
    }
    return new Guard(
        name,
        losses,
        (in, row) -> {
          int length = Cell.bytes(in).length(row);
          return to.fixed() ? length == to.length() : length <= to.length();
        },
        (in, row, out, listener) -> {
          BytesVector bytes = Cell.bytes(in);
          int length = bytes.length(row);
          if (length > to.length() || !padded) {
            String detail = length + " bytes, where " + to.length() + " fit";
            Cell.refuse(out, row, listener, Losses.BYTES_LENGTH, detail);
          } else {
            listener.changed(row, Losses.BINARY_PAD.code());
            pad(bytes, row, (int) to.length(), Cell.bytes(out));
          }
        });
  }

  private static void pad(BytesVector in, int row, int length, BytesVector out) {
    int at = out.reserve(length);
    System.arraycopy(in.data(), in.start(row), out.data(), at, in.length(row));
    Arrays.fill(out.data(), at + in.length(row), at + length, (byte) 0);
    out.finish(at + length);
  }

  private static ColumnConversion hex(Demand demand) {
    return TextConversions.rendered(
        demand,
        (in, row, out, listener) -> {
          BytesVector bytes = Cell.bytes(in);
          appendHex(bytes.data(), bytes.start(row), bytes.length(row), Cell.bytes(out));
        });
  }

  static void appendHex(byte[] data, int start, int length, BytesVector out) {
    int at = out.reserve(Math.multiplyExact(2, length));
    byte[] into = out.data();
    for (int i = start; i < start + length; i++) {
      into[at++] = (byte) HexFormat.of().toHighHexDigit(data[i]);
      into[at++] = (byte) HexFormat.of().toLowHexDigit(data[i]);
    }
    out.finish(at);
  }

  private static ColumnConversion bitsToBits(Bits from, Bits to) {
    boolean same = !from.varying() && !to.varying() && from.length() == to.length();
    boolean wider =
        to.varying() && (to.length() == 0 || (from.length() > 0 && from.length() <= to.length()));
    if (same || wider) {
      return Identity.PLAIN;
    }
    return new Guard(
        "bits-to-bits",
        List.of(Losses.BITS_LENGTH),
        (in, row) -> {
          int length = Cell.bytes(in).length(row);
          return to.varying() ? length <= to.length() : length == to.length();
        },
        (in, row, out, listener) -> refuseBits(Cell.bytes(in), row, to.length(), out, listener));
  }

  private static void refuseBits(
      BytesVector bits, int row, int room, ColumnVector out, ValueListener listener) {
    String detail = bits.length(row) + " bits, where " + room + " fit";
    Cell.refuse(out, row, listener, Losses.BITS_LENGTH, detail);
  }

  /** The number that the bits are, most significant first. */
  private static ColumnConversion bitsToNumber(Demand demand, int room) {
    Bits from = (Bits) demand.from();
    boolean always = from.length() > 0 && from.length() <= room;
    return new Rule(
        named(demand),
        always ? List.of() : List.of(Losses.BITS_LENGTH),
        (in, row, out, listener) -> {
          BytesVector bits = Cell.bytes(in);
          long value = 0;
          boolean lost = false;
          for (int i = bits.start(row); i < bits.start(row) + bits.length(row); i++) {
            lost |= value < 0;
            value = value << 1 | (bits.data()[i] & 1);
          }
          if (lost || (room < 64 && value >>> room != 0)) {
            refuseBits(bits, row, room, out, listener);
          } else {
            Cell.longs(out).append(value);
          }
        });
  }

  /** Eight bits a byte, zeros in front where they are no multiple of eight, as MySQL's BIT. */
  private static ColumnConversion bitsToBytes(Demand demand, Bytes to) {
    return new Rule(
        named(demand),
        List.of(Losses.BYTES_LENGTH),
        (in, row, out, listener) -> {
          BytesVector bits = Cell.bytes(in);
          int count = bits.length(row);
          int length = (count + 7) / 8;
          if (to.fixed() ? length != to.length() : !roomFor(to, length)) {
            String detail = length + " bytes, where " + to.length() + " fit";
            Cell.refuse(out, row, listener, Losses.BYTES_LENGTH, detail);
            return;
          }
          BytesVector bytes = Cell.bytes(out);
          int at = bytes.reserve(length);
          Arrays.fill(bytes.data(), at, at + length, (byte) 0);
          int shift = 8 * length - count;
          for (int i = 0; i < count; i++) {
            int bit = bits.data()[bits.start(row) + i] & 1;
            bytes.data()[at + (i + shift) / 8] |= (byte) (bit << (7 - (i + shift) % 8));
          }
          bytes.finish(at + length);
        });
  }
}
