package io.decant.cli.endtoend;

import java.math.BigInteger;
import java.util.List;

/**
 * How much a column can hold: a coarse family and its bounds, so that one can ask whether all that
 * fits here would fit there.
 *
 * @param low smallest whole number, or the first year of a moment
 * @param high largest
 * @param scale digits behind the point, of numbers and of seconds; -1 for any
 * @param size letters, bytes, bits or bits of a mantissa; -1 without limit
 * @param labels of an enum or set
 */
record Room(
    Family family, BigInteger low, BigInteger high, int scale, long size, List<String> labels) {

  /** Kinds of value. */
  enum Family {
    NUMBER,
    FLOAT,
    TEXT,
    BYTES,
    BITS,
    MOMENT,
    TIME,
    INTERVAL,
    JSON,
    ARRAY,
    UUID,
    ENUM,
    SET,
    /** Whatever comes: SQLite. */
    ANY,
    /** SQLite's numeric affinity: what looks like a number becomes one. */
    NUMERIC_AFFINITY,
    OTHER
  }

  private static final BigInteger FAR = BigInteger.TEN.pow(100_000);

  static Room of(Family family) {
    return sized(family, -1);
  }

  static Room sized(Family family, long size) {
    return new Room(family, BigInteger.ZERO, BigInteger.ZERO, 0, size, List.of());
  }

  static Room whole(int bits, boolean unsigned) {
    BigInteger half = BigInteger.ONE.shiftLeft(unsigned ? bits : bits - 1);
    return new Room(
        Family.NUMBER,
        unsigned ? BigInteger.ZERO : half.negate(),
        half.subtract(BigInteger.ONE),
        0,
        -1,
        List.of());
  }

  static Room between(long low, long high) {
    return new Room(
        Family.NUMBER, BigInteger.valueOf(low), BigInteger.valueOf(high), 0, -1, List.of());
  }

  /** A decimal; precision -1 for one without limits. */
  static Room decimal(int precision, int scale, boolean unsigned) {
    BigInteger high =
        precision < 0
            ? FAR
            : BigInteger.TEN.pow(Math.max(0, precision - scale)).subtract(BigInteger.ONE);
    return new Room(
        Family.NUMBER,
        unsigned ? BigInteger.ZERO : high.negate(),
        high,
        precision < 0 ? -1 : scale,
        -1,
        List.of());
  }

  /** Years from and to, and digits of a second. */
  static Room moment(Family family, long low, long high, int digits) {
    return new Room(
        family, BigInteger.valueOf(low), BigInteger.valueOf(high), digits, -1, List.of());
  }

  static Room labels(Family family, List<String> labels) {
    return new Room(family, BigInteger.ZERO, BigInteger.ZERO, 0, -1, labels);
  }

  /** Why not all that this holds fits into the other; empty when it does. */
  String tooMuchFor(Room other) {
    return fits(other) ? "" : this + " into " + other;
  }

  private boolean fits(Room other) {
    if (family == Family.ANY || other.family == Family.ANY) {
      return true;
    }
    return switch (other.family) {
      case TEXT ->
          family != Family.BYTES && (other.size < 0 || letters() >= 0 && letters() <= other.size);
      case NUMERIC_AFFINITY -> fitsNumericAffinity();
      case NUMBER -> fitsNumber(other);
      case FLOAT ->
          switch (family) {
            case FLOAT -> size <= other.size;
            case NUMBER -> scale == 0 && high.max(low.negate()).bitLength() <= other.size;
            case NUMERIC_AFFINITY -> true;
            default -> false;
          };
      case BITS -> family == Family.BITS && (other.size < 0 || size <= other.size && size >= 0);
      case BYTES ->
          switch (family) {
            case BYTES -> other.size < 0 || size >= 0 && size <= other.size;
            case UUID -> other.size < 0 || other.size >= 16;
            case BITS -> other.size < 0 || (size + 7) / 8 <= other.size;
            case OTHER -> other.size < 0;
            default -> false;
          };
      case MOMENT, TIME -> family == other.family && isWithin(other);
      case INTERVAL -> family == Family.INTERVAL || family == Family.TIME;
      case JSON, ARRAY -> List.of(Family.JSON, Family.ARRAY, Family.SET).contains(family);
      case UUID -> family == Family.UUID || family == Family.BYTES && size == 16;
      case ENUM, SET -> family == other.family && other.labels.containsAll(labels);
      case OTHER ->
          family == Family.OTHER
              && (labels.equals(other.labels)
                  || labels.get(0).startsWith("inet") && other.labels.get(0).startsWith("inet"));
      case ANY -> true;
    };
  }

  private boolean fitsNumber(Room other) {
    return switch (family) {
      case NUMBER -> isWithin(other);
      case BITS -> other.high.bitLength() >= size && size >= 0;
      default -> false;
    };
  }

  /** It holds 64-bit numbers and doubles; a moment's text looks like no number. */
  private boolean fitsNumericAffinity() {
    return switch (family) {
      case BITS -> size >= 0 && size < 64;
      case NUMBER ->
          scale == 0
              ? high.bitLength() <= 63 && low.bitLength() <= 63
              : scale > 0 && high.toString().length() + scale <= 15;
      case FLOAT, MOMENT, TIME, NUMERIC_AFFINITY, BYTES -> true;
      default -> false;
    };
  }

  private boolean isWithin(Room other) {
    boolean digits = other.scale < 0 || scale >= 0 && scale <= other.scale;
    return digits && low.compareTo(other.low) >= 0 && high.compareTo(other.high) <= 0;
  }

  /** The longest text of one of its values; -1 when there is no limit. */
  private long letters() {
    return switch (family) {
      case TEXT, BITS -> size;
      case NUMBER ->
          scale < 0 ? -1 : high.max(low.negate()).toString().length() + (scale > 0 ? scale + 2 : 1);
      case UUID -> 36;
      case ENUM ->
          labels.stream()
              .mapToInt(label -> label.codePointCount(0, label.length()))
              .max()
              .orElse(0);
      case SET -> labels.stream().mapToInt(label -> label.length() + 1).sum();
      case MOMENT, TIME -> 40;
      default -> -1;
    };
  }

  @Override
  public String toString() {
    return family
        + switch (family) {
          case NUMBER ->
              high.equals(FAR)
                  ? ""
                  : "[" + low + ".." + high + (scale > 0 ? " scale " + scale : "") + "]";
          case MOMENT, TIME -> "[" + low + ".." + high + ", " + scale + " digits]";
          case ENUM, SET, OTHER -> labels.toString();
          default -> size < 0 ? "" : "(" + size + ")";
        };
  }
}
