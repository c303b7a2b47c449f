package io.decant.converter.convert;

import io.decant.converter.row.BytesVector;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Char;
import io.decant.converter.schema.LogicalType.Text;
import io.decant.converter.schema.LogicalType.Varchar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Texts among each other, and values that become text. */
final class TextConversions {
  private static final long MAX_BYTES_PER_CHARACTER = 4;

  private TextConversions() {}

  /** From text of any kind to text of any kind. */
  static ColumnConversion texts(Demand demand) {
    TextFit fit = TextFit.of(demand);
    int characters = isNoLonger(demand) ? 0 : fit.maxCharacters();
    long bytes = bytes(demand.from());
    long maxBytes = bytes > 0 && bytes <= fit.maxBytes() ? 0 : fit.maxBytes();
    return kept(named(demand), new TextFit(characters, maxBytes, trims(demand), fit.nul()));
  }

  /** What a text of the type needs at most; 0 for no limit. */
  private static long bytes(LogicalType type) {
    return type instanceof Text text ? text.maxBytes() : MAX_BYTES_PER_CHARACTER * characters(type);
  }

  /** The source's own limit already lies within the target's. */
  private static boolean isNoLonger(Demand demand) {
    int from = characters(demand.from());
    int to = characters(demand.to());
    return from > 0 && from <= to;
  }

  private static int characters(LogicalType type) {
    if (type instanceof Char fixed) {
      return fixed.length();
    }
    return type instanceof Varchar varying ? varying.length() : 0;
  }

  /** A padded text has lost its spaces at the source already. */
  private static boolean trims(Demand demand) {
    return demand.to() instanceof Char && !(demand.from() instanceof Char);
  }

  /** Values that lie in the batch as the very text that the target gets. */
  static ColumnConversion asText(Demand demand) {
    return kept(named(demand), TextFit.of(demand));
  }

  private static ColumnConversion kept(String name, TextFit fit) {
    return fit.isOpen() ? Identity.PLAIN : new Guard(name, fit.losses(), fit, fit::misfit);
  }

  /** Values of which the cell appends a text made by us, of printable characters only. */
  static ColumnConversion rendered(Demand demand, Cell cell) {
    return rendered(demand, List.of(), cell);
  }

  static ColumnConversion rendered(Demand demand, List<Loss> more, Cell cell) {
    TextFit open = TextFit.of(demand);
    TextFit fit = new TextFit(open.maxCharacters(), open.maxBytes(), false, NulBytes.KEPT);
    List<Loss> losses = new ArrayList<>(more);
    losses.addAll(fit.losses());
    return new Rule(
        named(demand),
        losses,
        (in, row, out, listener) -> {
          cell.convert(in, row, out, listener);
          fit.settle((BytesVector) out, row, listener);
        });
  }

  /** {@code int-to-decimal}: the kinds in lower case. */
  static String named(Demand demand) {
    return word(demand.from()) + "-to-" + word(demand.to());
  }

  private static String word(LogicalType type) {
    return type.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
