package io.decant.converter.convert;

import static io.decant.converter.convert.TextConversions.named;

import io.decant.converter.convert.ValuePolicies.Case;
import io.decant.converter.row.Ascii;
import io.decant.converter.row.BytesVector;
import io.decant.converter.row.ColumnVector;
import io.decant.converter.row.Floats;
import io.decant.converter.row.JsonText;
import io.decant.converter.row.Utf8;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Bytes;
import io.decant.converter.schema.LogicalType.Int;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Values that say their type one by one, behind a tag; see {@link LogicalType} for the tags. */
final class VariantConversions {
  private VariantConversions() {}

  /** One tagged value: its bytes begin at {@code start}, the tag left out. */
  private record Tagged(char tag, byte[] data, int start, int length) {
    static Tagged of(BytesVector in, int row) {
      int start = in.start(row);
      return new Tagged((char) in.data()[start], in.data(), start + 1, in.length(row) - 1);
    }

    double real() {
      return ByteBuffer.wrap(data).getDouble(start);
    }

    String word() {
      return switch (tag) {
        case 'i' -> "an integer";
        case 'r' -> "a real";
        case 't' -> "a text";
        default -> "bytes";
      };
    }
  }

  /** What becomes of one tagged value. */
  private interface TaggedCell {
    void convert(Tagged value, int row, ColumnVector out, ValueListener listener);
  }

  static Optional<ColumnConversion> ofVariant(Demand demand) {
    return switch (demand.to().kind()) {
      case VARIANT -> Optional.of(Identity.PLAIN);
      case CHAR, VARCHAR, TEXT -> Optional.of(toText(demand));
      case INT -> Optional.of(toInt(demand, (Int) demand.to()));
      case BOOLEAN -> Optional.of(toBool(demand));
      case DECIMAL -> Optional.of(toDecimal(demand));
      case REAL -> Optional.of(toReal(demand));
      case BYTES -> Optional.of(toBytes(demand, (Bytes) demand.to()));
      case JSON -> Optional.of(toJson(demand));
      case DATE,
          TIME,
          TIMESTAMP,
          TIMESTAMP_TZ,
          INTERVAL,
          UUID,
          ENUM,
          SET,
          BITS,
          ARRAY,
          GEOMETRY,
          NETWORK,
          OPAQUE ->
          Optional.empty();
    };
  }

  private static ColumnConversion rule(Demand demand, List<Loss> losses, TaggedCell cell) {
    return new Rule(
        named(demand),
        losses,
        (in, row, out, listener) ->
            cell.convert(Tagged.of(Cell.bytes(in), row), row, out, listener));
  }

  private static void mixed(Tagged value, int row, ColumnVector out, ValueListener listener) {
    Cell.refuse(out, row, listener, Losses.MIXED_STORAGE, value.word() + " in this column");
  }

  /** Appends the value as UTF-8, mended where the policy says so; else refuses it. */
  private static boolean text(
      Demand demand, Tagged value, int row, BytesVector to, ValueListener listener) {
    if (Utf8.isValid(value.data(), value.start(), value.length())) {
      to.append(value.data(), value.start(), value.length());
      return true;
    }
    if (Mending.isRefused(demand)) {
      listener.refused(row, Losses.INVALID_UTF8.code(), "bytes that are no UTF-8");
      return false;
    }
    listener.changed(row, Losses.INVALID_UTF8.code());
    to.append(Mending.mended(demand, value.data(), value.start(), value.length()));
    return true;
  }

  private static ColumnConversion toText(Demand demand) {
    TextFit fit = TextFit.of(demand);
    List<Loss> losses = new ArrayList<>(fit.losses());
    losses.add(Mending.loss(demand));
    losses.add(Losses.MIXED_STORAGE);
    return rule(
        demand,
        losses,
        (value, row, out, listener) -> {
          if (value.tag() == 'b') {
            mixed(value, row, out, listener);
          } else {
            BytesVector one = new BytesVector(1);
            if (value.tag() == 'r') {
              one.append(realText(value.real()));
            } else if (!text(demand, value, row, one, listener)) {
              out.appendNull();
              return;
            }
            if (fit.fits(one, 0)) {
              out.appendFrom(one, 0);
            } else {
              fit.misfit(one, 0, out, new RowListener(listener, row));
            }
          }
        });
  }

  /** A real tells itself from an integer in its text too, as in SQLite: {@code 2.0}. */
  private static String realText(double value) {
    String text = Floats.text(value, 64);
    return text.chars().allMatch(c -> c == '-' || c >= '0' && c <= '9') ? text + ".0" : text;
  }

  private static ColumnConversion toInt(Demand demand, Int to) {
    return rule(
        demand,
        List.of(demand.loss(Case.OUT_OF_RANGE, Losses.OUT_OF_RANGE), Losses.MIXED_STORAGE),
        (value, row, out, listener) -> {
          if (value.tag() != 'i') {
            mixed(value, row, out, listener);
            return;
          }
          long number = Ascii.parseLong(value.data(), value.start(), value.length());
          if (NumberConversions.fits(number, false, to)) {
            Cell.longs(out).append(number);
          } else {
            demand.unfit(
                Case.OUT_OF_RANGE,
                Losses.OUT_OF_RANGE,
                out,
                row,
                listener,
                number + " is no " + to);
          }
        });
  }

  private static ColumnConversion toBool(Demand demand) {
    return rule(
        demand,
        List.of(Losses.NOT_BOOLEAN),
        (value, row, out, listener) -> {
          boolean word = value.tag() == 'i' || value.tag() == 't';
          String text =
              new String(value.data(), value.start(), value.length(), StandardCharsets.UTF_8);
          switch (word ? text.toLowerCase(Locale.ROOT) : "") {
            case "1", "true", "t" -> Cell.longs(out).append(1);
            case "0", "false", "f" -> Cell.longs(out).append(0);
            default -> Cell.refuse(out, row, listener, Losses.NOT_BOOLEAN, value.word());
          }
        });
  }

  private static ColumnConversion toDecimal(Demand demand) {
    List<Loss> losses = new ArrayList<>(List.of(Losses.MIXED_STORAGE, Losses.NUMERIC_SCALE));
    losses.add(demand.loss(Case.OUT_OF_RANGE, Losses.OUT_OF_RANGE));
    losses.addAll(RealConversions.specialLosses(demand));
    losses.add(Losses.NEG_ZERO);
    return rule(
        demand,
        losses,
        (value, row, out, listener) -> {
          switch (value.tag()) {
            case 'i' -> {
              byte[] digits =
                  Arrays.copyOfRange(value.data(), value.start(), value.start() + value.length());
              DecimalConversions.settle(demand, digits, row, out, listener);
            }
            case 'r' -> {
              double real = value.real();
              if (real == 0 && Double.doubleToRawLongBits(real) != 0) {
                listener.changed(row, Losses.NEG_ZERO.code());
              }
              byte[] digits = Floats.text(real, 64).getBytes(StandardCharsets.US_ASCII);
              DecimalConversions.settle(demand, digits, row, out, listener);
            }
            default -> mixed(value, row, out, listener);
          }
        });
  }

  private static ColumnConversion toReal(Demand demand) {
    List<Loss> losses = new ArrayList<>(List.of(Losses.MIXED_STORAGE, Losses.INEXACT));
    losses.addAll(RealConversions.specialLosses(demand));
    losses.add(Losses.NEG_ZERO);
    return rule(
        demand,
        losses,
        (value, row, out, listener) -> {
          switch (value.tag()) {
            case 'r' -> RealConversions.append(demand, value.real(), row, out, listener);
            case 'i' -> {
              long number = Ascii.parseLong(value.data(), value.start(), value.length());
              if (Floats.isExact(number)) {
                RealConversions.append(demand, number, row, out, listener);
              } else {
                Cell.refuse(
                    out, row, listener, Losses.INEXACT, number + " is no exact " + demand.to());
              }
            }
            default -> mixed(value, row, out, listener);
          }
        });
  }

  private static ColumnConversion toBytes(Demand demand, Bytes to) {
    return rule(
        demand,
        List.of(Losses.MIXED_STORAGE, Losses.BYTES_LENGTH),
        (value, row, out, listener) -> {
          boolean fits =
              to.fixed()
                  ? value.length() == to.length()
                  : to.length() == 0 || value.length() <= to.length();
          if (value.tag() == 'i' || value.tag() == 'r') {
            mixed(value, row, out, listener);
          } else if (fits) {
            Cell.bytes(out).append(value.data(), value.start(), value.length());
          } else {
            String detail = value.length() + " bytes, where " + to.length() + " fit";
            Cell.refuse(out, row, listener, Losses.BYTES_LENGTH, detail);
          }
        });
  }

  /** Numbers stay numbers, texts become strings; what JSON has no word for becomes a string too. */
  private static ColumnConversion toJson(Demand demand) {
    return rule(
        demand,
        List.of(Mending.loss(demand), Losses.BYTES_AS_HEX, demand.loss(Case.NAN, Losses.FLOAT_NAN)),
        (value, row, out, listener) -> {
          BytesVector json = Cell.bytes(out);
          switch (value.tag()) {
            case 'i' -> json.append(value.data(), value.start(), value.length());
            case 'r' -> {
              if (Double.isNaN(value.real()) || Double.isInfinite(value.real())) {
                demand.unfit(
                    Case.NAN, Losses.FLOAT_NAN, out, row, listener, "JSON has no word for it");
              } else {
                json.append(Floats.text(value.real(), 64));
              }
            }
            case 't' -> {
              BytesVector text = new BytesVector(1);
              if (text(demand, value, row, text, listener)) {
                JsonText.appendString(text.data(), 0, text.length(0), json);
              } else {
                out.appendNull();
              }
            }
            default -> {
              listener.changed(row, Losses.BYTES_AS_HEX.code());
              BytesVector hex = new BytesVector(1);
              BinaryConversions.appendHex(value.data(), value.start(), value.length(), hex);
              JsonText.appendString(hex.data(), 0, hex.length(0), json);
            }
          }
        });
  }
}
