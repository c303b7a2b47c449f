package io.decant.converter.convert;

import static io.decant.converter.convert.TextConversions.named;

import io.decant.converter.row.BytesVector;
import io.decant.converter.schema.LogicalType.Geometry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/**
 * Shapes of any kind to a column of one kind: each must be of it, as the code in its well-known
 * binary says (OGC 06-103r4, 8.2.8).
 */
final class Shapes {
  /** Where the bytes say their order; before it stands the SRID. */
  private static final int ORDER = 4;

  private static final List<String> KINDS =
      List.of(
          "geometry",
          "point",
          "linestring",
          "polygon",
          "multipoint",
          "multilinestring",
          "multipolygon",
          "geometrycollection");

  private Shapes() {}

  static Optional<ColumnConversion> of(Demand demand, Geometry from, Geometry to) {
    int kind = KINDS.indexOf(to.shape());
    boolean shape = to.shape().equals(from.shape()) || kind == 0;
    boolean place = to.srid() == 0 || to.srid() == from.srid();
    if (shape && place) {
      return Optional.of(Identity.PLAIN);
    }
    boolean open = from.shape().equals("geometry") && from.srid() == 0 && kind >= 0;
    return open ? Optional.of(checked(demand, to, kind)) : Optional.empty();
  }

  private static ColumnConversion checked(Demand demand, Geometry to, int kind) {
    return new Guard(
        named(demand),
        List.of(Losses.NOT_PARSED),
        (in, row) -> {
          BytesVector shapes = (BytesVector) in;
          ByteBuffer bytes = ByteBuffer.wrap(shapes.data(), shapes.start(row), shapes.length(row));
          boolean little = shapes.data()[shapes.start(row) + ORDER] == 1;
          int srid = bytes.order(ByteOrder.LITTLE_ENDIAN).getInt();
          bytes.get();
          int code = bytes.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN).getInt();
          return (kind == 0 || code == kind) && (to.srid() == 0 || srid == to.srid());
        },
        (in, row, out, listener) ->
            Cell.refuse(out, row, listener, Losses.NOT_PARSED, "a shape that is no " + to));
  }
}
