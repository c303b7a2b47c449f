package io.decant.converter.convert;

import static io.decant.converter.convert.TextConversions.named;

import io.decant.converter.convert.ValuePolicies.Case;
import io.decant.converter.row.Ascii;
import io.decant.converter.row.BigEndian;
import io.decant.converter.row.BytesVector;
import io.decant.converter.row.ColumnVector;
import io.decant.converter.row.Floats;
import io.decant.converter.row.JsonText;
import io.decant.converter.row.Utf8;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Bytes;
import io.decant.converter.schema.LogicalType.Int;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Values that say their type one by one, behind a tag; see {@link LogicalType} for the tags. */
final class VariantConversions {
  private VariantConversions() {}

  /** What becomes of one tagged value. */
  private interface TaggedCell {
    void convert(BytesVector in, int row, ColumnVector out, ValueListener listener);
  }

  private static char tag(BytesVector in, int row) {
    return (char) in.data()[in.start(row)];
  }

  /** Where the value begins, behind its tag. */
  private static int start(BytesVector in, int row) {
    return in.start(row) + 1;
  }

  private static int length(BytesVector in, int row) {
    return in.length(row) - 1;
  }

  private static double real(BytesVector in, int row) {
    return BigEndian.doubleAt(in.data(), start(in, row));
  }

  private static String word(BytesVector in, int row) {
    return switch (tag(in, row)) {
      case 'i' -> "an integer";
      case 'r' -> "a real";
      case 't' -> "a text";
      default -> "bytes";
    };
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
        (in, row, out, listener) -> cell.convert(Cell.bytes(in), row, out, listener));
  }

  private static void mixed(BytesVector in, int row, ColumnVector out, ValueListener listener) {
    Cell.refuse(out, row, listener, Losses.MIXED_STORAGE, word(in, row) + " in this column");
  }

  private static boolean isUtf8(BytesVector in, int row) {
    return Utf8.isValid(in.data(), start(in, row), length(in, row));
  }

  /** Appends the value as UTF-8, mended where the policy says so; else refuses it. */
  private static boolean text(
      Demand demand, BytesVector in, int row, BytesVector to, ValueListener listener) {
    if (isUtf8(in, row)) {
      to.append(in.data(), start(in, row), length(in, row));
      return true;
    }
    if (Mending.isRefused(demand)) {
      listener.refused(row, Losses.INVALID_UTF8.code(), "bytes that are no UTF-8");
      return false;
    }
    listener.changed(row, Losses.INVALID_UTF8.code());
    to.append(Mending.mended(demand, in.data(), start(in, row), length(in, row)));
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
        (in, row, out, listener) -> {
          char tag = tag(in, row);
          if (tag == 'b') {
            mixed(in, row, out, listener);
          } else if (tag != 'r'
              && fit.fits(in.data(), start(in, row), length(in, row))
              && isUtf8(in, row)) {
            Cell.bytes(out).append(in.data(), start(in, row), length(in, row));
          } else {
            oddText(demand, fit, in, row, out, listener);
          }
        });
  }

  /** A real, or a text that has to be mended, trimmed or refused. */
  private static void oddText(
      Demand demand,
      TextFit fit,
      BytesVector in,
      int row,
      ColumnVector out,
      ValueListener listener) {
    BytesVector one = new BytesVector(1);
    if (tag(in, row) == 'r') {
      one.append(realText(real(in, row)));
    } else if (!text(demand, in, row, one, listener)) {
      out.appendNull();
      return;
    }
    if (fit.fits(one, 0)) {
      out.appendFrom(one, 0);
    } else {
      fit.misfit(one, 0, out, new RowListener(listener, row));
    }
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
        (in, row, out, listener) -> {
          if (tag(in, row) != 'i') {
            mixed(in, row, out, listener);
            return;
          }
          long number = Ascii.parseLong(in.data(), start(in, row), length(in, row));
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
        (in, row, out, listener) -> {
          char tag = tag(in, row);
          int truth =
              tag == 'i' || tag == 't'
                  ? TextReadings.truth(in.data(), start(in, row), length(in, row))
                  : -1;
          if (truth < 0) {
            Cell.refuse(out, row, listener, Losses.NOT_BOOLEAN, word(in, row));
          } else {
            Cell.longs(out).append(truth);
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
        (in, row, out, listener) -> {
          switch (tag(in, row)) {
            case 'i' ->
                DecimalConversions.settle(
                    demand, in.data(), start(in, row), length(in, row), row, out, listener);
            case 'r' -> {
              double real = real(in, row);
              if (real == 0 && Double.doubleToRawLongBits(real) != 0) {
                listener.changed(row, Losses.NEG_ZERO.code());
              }
              DecimalConversions.settle(demand, real, 64, row, out, listener);
            }
            default -> mixed(in, row, out, listener);
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
        (in, row, out, listener) -> {
          switch (tag(in, row)) {
            case 'r' -> RealConversions.append(demand, real(in, row), row, out, listener);
            case 'i' -> {
              long number = Ascii.parseLong(in.data(), start(in, row), length(in, row));
              if (Floats.isExact(number)) {
                RealConversions.append(demand, number, row, out, listener);
              } else {
                Cell.refuse(
                    out, row, listener, Losses.INEXACT, number + " is no exact " + demand.to());
              }
            }
            default -> mixed(in, row, out, listener);
          }
        });
  }

  private static ColumnConversion toBytes(Demand demand, Bytes to) {
    return rule(
        demand,
        List.of(Losses.MIXED_STORAGE, Losses.BYTES_LENGTH),
        (in, row, out, listener) -> {
          boolean fits =
              to.fixed()
                  ? length(in, row) == to.length()
                  : to.length() == 0 || length(in, row) <= to.length();
          if (tag(in, row) == 'i' || tag(in, row) == 'r') {
            mixed(in, row, out, listener);
          } else if (fits) {
            Cell.bytes(out).append(in.data(), start(in, row), length(in, row));
          } else {
            String detail = length(in, row) + " bytes, where " + to.length() + " fit";
            Cell.refuse(out, row, listener, Losses.BYTES_LENGTH, detail);
          }
        });
  }

  /** Numbers stay numbers, texts become strings; what JSON has no word for becomes a string too. */
  private static ColumnConversion toJson(Demand demand) {
    return rule(
        demand,
        List.of(Mending.loss(demand), Losses.BYTES_AS_HEX, demand.loss(Case.NAN, Losses.FLOAT_NAN)),
        (in, row, out, listener) -> {
          BytesVector json = Cell.bytes(out);
          switch (tag(in, row)) {
            case 'i' -> json.append(in.data(), start(in, row), length(in, row));
            case 'r' -> {
              if (Double.isNaN(real(in, row)) || Double.isInfinite(real(in, row))) {
                demand.unfit(
                    Case.NAN, Losses.FLOAT_NAN, out, row, listener, "JSON has no word for it");
              } else {
                json.append(Floats.text(real(in, row), 64));
              }
            }
            case 't' -> {
              if (isUtf8(in, row)) {
                JsonText.appendString(in.data(), start(in, row), length(in, row), json);
                return;
              }
              BytesVector text = new BytesVector(1);
              if (text(demand, in, row, text, listener)) {
                JsonText.appendString(text.data(), 0, text.length(0), json);
              } else {
                out.appendNull();
              }
            }
            default -> {
              listener.changed(row, Losses.BYTES_AS_HEX.code());
              BytesVector hex = new BytesVector(1);
              BinaryConversions.appendHex(in.data(), start(in, row), length(in, row), hex);
              JsonText.appendString(hex.data(), 0, hex.length(0), json);
            }
          }
        });
  }
}
