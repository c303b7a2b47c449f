package io.decant.converter.convert;

import static io.decant.converter.convert.TextConversions.named;

import io.decant.converter.convert.ValuePolicies.Answer;
import io.decant.converter.convert.ValuePolicies.Case;
import io.decant.converter.row.BytesVector;
import io.decant.converter.row.ColumnVector;
import io.decant.converter.schema.LogicalType.Enumerated;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Labels of an enumeration, and the mark that MySQL keeps where a label was wrong. */
final class LabelConversions {
  private LabelConversions() {}

  static Optional<ColumnConversion> ofEnum(Demand demand) {
    if (demand.to() instanceof Enumerated) {
      return Optional.of(labels(demand));
    }
    return demand.toText() ? Optional.of(labelAsText(demand)) : Optional.empty();
  }

  private static ColumnConversion labels(Demand demand) {
    Set<String> accepted = Set.copyOf(((Enumerated) demand.to()).labels());
    boolean all = accepted.containsAll(((Enumerated) demand.from()).labels());
    List<Loss> losses = new ArrayList<>(List.of(error(demand)));
    if (!all) {
      losses.add(Losses.ENUM_LABEL);
    }
    return new Guard(
        all ? "identity" : named(demand),
        losses,
        (in, row) ->
            !isError(demand, Cell.bytes(in), row)
                && (all || accepted.contains(Cell.bytes(in).text(row))),
        (in, row, out, listener) -> {
          if (isError(demand, Cell.bytes(in), row)) {
            errorValue(demand, row, out, listener);
          } else {
            String label = Cell.bytes(in).text(row);
            Cell.refuse(out, row, listener, Losses.ENUM_LABEL, "no label '" + label + "'");
          }
        });
  }

  private static ColumnConversion labelAsText(Demand demand) {
    TextFit fit = TextFit.of(demand);
    List<Loss> losses = new ArrayList<>(fit.losses());
    losses.add(error(demand));
    return new Guard(
        named(demand),
        losses,
        (in, row) -> !isError(demand, Cell.bytes(in), row) && fit.fits(in, row),
        (in, row, out, listener) -> {
          if (isError(demand, Cell.bytes(in), row)) {
            errorValue(demand, row, out, listener);
          } else {
            fit.misfit(in, row, out, listener);
          }
        });
  }

  /** One byte of zero; where there is no empty label, the empty text says the same. */
  private static boolean isError(Demand demand, BytesVector in, int row) {
    return switch (in.length(row)) {
      case 0 -> !((Enumerated) demand.from()).labels().contains("");
      case 1 -> in.data()[in.start(row)] == 0;
      default -> false;
    };
  }

  /** The empty text is an answer where the target has it. */
  private static boolean isEmptied(Demand demand) {
    return demand.policies().of(Case.ENUM_ERROR_VALUE) == Answer.EMPTY
        && !(demand.to() instanceof Enumerated to && !to.labels().contains(""));
  }

  private static Loss error(Demand demand) {
    return isEmptied(demand)
        ? Losses.ENUM_ERROR_AS_EMPTY
        : demand.loss(Case.ENUM_ERROR_VALUE, Losses.ENUM_ERROR);
  }

  private static void errorValue(Demand demand, int row, ColumnVector out, ValueListener listener) {
    if (isEmptied(demand)) {
      listener.changed(row, Losses.ENUM_ERROR.code());
      Cell.bytes(out).append("");
    } else {
      demand.unfit(
          Case.ENUM_ERROR_VALUE, Losses.ENUM_ERROR, out, row, listener, "an ENUM's error value");
    }
  }
}
