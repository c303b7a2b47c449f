package io.decant.converter.convert;

import static io.decant.converter.convert.TextConversions.named;

import io.decant.converter.row.BigEndian;
import io.decant.converter.row.BytesVector;
import io.decant.converter.row.ColumnVector;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.Text;
import java.util.List;
import java.util.Optional;

/**
 * Makes values say their type one by one: puts a tag in front of what another conversion gives. See
 * {@link LogicalType} for the tags.
 */
record Tagging(String name, ColumnConversion inner, char tag) implements ColumnConversion {

  /** Gives each value the tag of the form nearest to its type. */
  static Optional<ColumnConversion> toVariant(Demand demand) {
    return switch (demand.from().kind()) {
      case INT, BOOLEAN, CHAR, VARCHAR, TEXT -> tagged(demand);
      case DECIMAL, DATE, TIME, TIMESTAMP, TIMESTAMP_TZ, INTERVAL -> tagged(demand);
      case JSON, ENUM, SET, BITS, ARRAY, NETWORK, OPAQUE -> tagged(demand);
      case BYTES, UUID, GEOMETRY -> Optional.of(prefixed(demand, 'b'));
      case REAL ->
          Optional.of(
              new Rule(
                  named(demand),
                  List.of(),
                  (in, row, out, listener) -> {
                    BytesVector bytes = Cell.bytes(out);
                    int at = bytes.reserve(9);
                    bytes.data()[at] = 'r';
                    BigEndian.putDouble(bytes.data(), at + 1, Cell.doubles(in).value(row));
                    bytes.finish(at + 9);
                  }));
      case VARIANT -> Optional.of(Identity.PLAIN);
    };
  }

  /** By way of text; whole numbers keep being numbers. */
  private static Optional<ColumnConversion> tagged(Demand demand) {
    boolean whole =
        demand.from().kind() == LogicalType.Kind.BOOLEAN
            || (demand.from() instanceof Int number && !(number.unsigned() && number.bits() == 64));
    LogicalType from =
        demand.from().kind() == LogicalType.Kind.BOOLEAN ? new Int(8, false) : demand.from();
    return Conversions.between(demand.from(from).to(Text.UNLIMITED))
        .map(text -> new Tagging(named(demand), text, whole ? 'i' : 't'));
  }

  private static ColumnConversion prefixed(Demand demand, char tag) {
    return new Tagging(named(demand), Identity.PLAIN, tag);
  }

  @Override
  public List<Loss> losses() {
    return inner.losses();
  }

  @Override
  public ColumnVector apply(ColumnVector in, int rows, ColumnVector out, ValueListener listener) {
    ColumnVector plain = inner.apply(in, rows, new BytesVector(rows), listener);
    BytesVector from = Cell.bytes(plain);
    BytesVector to = Cell.bytes(out);
    for (int row = 0; row < rows; row++) {
      if (from.isNull(row)) {
        to.appendNull();
      } else {
        int at = to.reserve(from.length(row) + 1);
        to.data()[at] = (byte) tag;
        System.arraycopy(from.data(), from.start(row), to.data(), at + 1, from.length(row));
        to.finish(at + 1 + from.length(row));
      }
    }
    return out;
  }
}
