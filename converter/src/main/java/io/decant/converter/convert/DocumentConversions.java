package io.decant.converter.convert;

import static io.decant.converter.convert.TextConversions.named;

import io.decant.converter.convert.TargetLimits.Special;
import io.decant.converter.convert.ValuePolicies.Case;
import io.decant.converter.row.BytesVector;
import io.decant.converter.row.ColumnVector;
import io.decant.converter.row.JsonNumbers;
import io.decant.converter.row.JsonText;
import io.decant.converter.schema.LogicalType.ArrayOf;
import io.decant.converter.schema.LogicalType.Json;
import io.decant.converter.schema.LogicalType.LabelSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** JSON, arrays and sets. */
final class DocumentConversions {
  private DocumentConversions() {}

  static Optional<ColumnConversion> ofJson(Demand demand) {
    if (demand.to() instanceof Json to) {
      return Optional.of(jsonToJson(demand, (Json) demand.from(), to));
    }
    if (demand.to() instanceof ArrayOf) {
      return Optional.of(list(demand));
    }
    if (demand.to() instanceof LabelSet to) {
      return Optional.of(listToSet(demand, to));
    }
    return demand.toText() ? Optional.of(TextConversions.asText(demand)) : Optional.empty();
  }

  private static ColumnConversion jsonToJson(Demand demand, Json from, Json to) {
    List<Loss> losses = new ArrayList<>();
    String name = demand.from().equals(to) ? "identity" : named(demand);
    TargetLimits limits = demand.limits();
    if (to.normalised() && !from.normalised()) {
      if (limits.allow(Special.COMPACT_JSON)) {
        return compact(name);
      }
      losses.add(Losses.JSON_NORMALISED);
      losses.add(Losses.JSON_DUP_KEY);
    }
    // a database that parses JSON keeps strings as its text and numbers as its numbers
    boolean open =
        from.normalised()
            && limits.allow(Special.NUL_IN_TEXT)
            && limits.allow(Special.EXACT_JSON_NUMBERS);
    if (!to.normalised() || open) {
      return new Identity(name, List.copyOf(losses));
    }
    NulBytes nul = NulBytes.of(demand);
    losses.addAll(nul.losses());
    if (!limits.allow(Special.EXACT_JSON_NUMBERS)) {
      losses.add(Losses.JSON_NUMBER_PRECISION);
      losses.add(demand.loss(Case.OUT_OF_RANGE, Losses.OUT_OF_RANGE));
    }
    return new Guard(
        name,
        losses,
        new JsonFit(from, limits),
        (in, row, out, listener) -> {
          BytesVector texts = Cell.bytes(in);
          boolean sound = hasNoNul(texts, row, limits);
          if (!sound && nul == NulBytes.REFUSED) {
            Cell.refuse(out, row, listener, Losses.NUL_BYTE, "a JSON string has \\u0000");
            return;
          }
          if (hasDuplicates(texts, row, from)) {
            listener.changed(row, Losses.JSON_DUP_KEY.code());
          }
          int at = row;
          if (!sound) {
            listener.changed(row, Losses.NUL_BYTE.code());
            texts = nul.mendedJson(texts.data(), texts.start(row), texts.length(row));
            at = 0;
          }
          if (isExact(texts, at, limits)) {
            out.appendFrom(texts, at);
          } else if (JsonNumbers.appendAsDoubles(
              texts.data(), texts.start(at), texts.length(at), Cell.bytes(out))) {
            listener.changed(row, Losses.JSON_NUMBER_PRECISION.code());
          } else {
            demand.unfit(
                Case.OUT_OF_RANGE,
                Losses.OUT_OF_RANGE,
                out,
                row,
                listener,
                "a JSON number is no double");
          }
        });
  }

  private static ColumnConversion compact(String name) {
    return new Guard(
        name,
        List.of(Losses.JSON_SPACES),
        (in, row) -> {
          BytesVector texts = Cell.bytes(in);
          return JsonText.isCompact(texts.data(), texts.start(row), texts.length(row));
        },
        (in, row, out, listener) -> {
          listener.changed(row, Losses.JSON_SPACES.code());
          out.appendFrom(in, row);
        });
  }

  /** A document that a database keeps as it is, but for its spelling. */
  private record JsonFit(Json from, TargetLimits limits) implements Guard.Test {
    @Override
    public boolean fits(ColumnVector in, int row) {
      return hasNoNul(Cell.bytes(in), row, limits) && isKept(Cell.bytes(in), row);
    }

    /** U+0000 needs an escape; most columns have none, which one look at them tells. */
    @Override
    public boolean allFit(ColumnVector in, int rows) {
      BytesVector texts = Cell.bytes(in);
      boolean plain = limits.allow(Special.NUL_IN_TEXT) || !JsonText.hasEscapes(texts);
      for (int row = 0; row < rows; row++) {
        if (!texts.isNull(row)
            && !((plain || hasNoNul(texts, row, limits)) && isKept(texts, row))) {
          return false;
        }
      }
      return true;
    }

    private boolean isKept(BytesVector texts, int row) {
      return isExact(texts, row, limits) && !hasDuplicates(texts, row, from);
    }
  }

  private static boolean hasNoNul(BytesVector texts, int row, TargetLimits limits) {
    return limits.allow(Special.NUL_IN_TEXT)
        || !JsonText.hasNul(texts.data(), texts.start(row), texts.length(row));
  }

  private static boolean hasDuplicates(BytesVector texts, int row, Json from) {
    return !from.normalised() && JsonText.hasDuplicateKeys(texts, row);
  }

  private static boolean isExact(BytesVector texts, int row, TargetLimits limits) {
    return limits.allow(Special.EXACT_JSON_NUMBERS)
        || JsonNumbers.areDoubles(texts.data(), texts.start(row), texts.length(row));
  }

  static Optional<ColumnConversion> ofArray(Demand demand) {
    if (demand.to() instanceof Json to) {
      return Optional.of(
          new ListConversion(
              to.normalised()
                  ? jsonToJson(demand, new Json(true), to)
                  : new Identity(named(demand), List.of())));
    }
    if (demand.to() instanceof ArrayOf to) {
      ArrayOf from = (ArrayOf) demand.from();
      boolean same =
          from.element().equals(to.element())
              || Conversions.between(
                      from.element(), to.element(), TargetLimits.NONE, ValuePolicies.DEFAULTS, true)
                  .filter(element -> element instanceof Identity)
                  .isPresent();
      return same ? Optional.of(Identity.PLAIN) : Optional.empty();
    }
    if (demand.to() instanceof LabelSet to) {
      return Optional.of(new ListConversion(listToSet(demand, to)));
    }
    return demand.toText()
        ? Optional.of(new ListConversion(TextConversions.asText(demand)))
        : Optional.empty();
  }

  static Optional<ColumnConversion> ofSet(Demand demand) {
    if (demand.to() instanceof LabelSet to) {
      return Optional.of(setToSet(demand, (LabelSet) demand.from(), to));
    }
    boolean list =
        demand.to() instanceof Json
            || (demand.to() instanceof ArrayOf array && Demand.isText(array.element()));
    if (list) {
      return Optional.of(
          new Rule(
              named(demand),
              List.of(),
              (in, row, out, listener) -> {
                BytesVector labels = Cell.bytes(in);
                JsonText.appendLabels(
                    labels.data(), labels.start(row), labels.length(row), Cell.bytes(out));
              }));
    }
    return demand.toText() ? Optional.of(TextConversions.asText(demand)) : Optional.empty();
  }

  private static ColumnConversion setToSet(Demand demand, LabelSet from, LabelSet to) {
    Set<String> accepted = Set.copyOf(to.labels());
    if (accepted.containsAll(from.labels())) {
      return Identity.PLAIN;
    }
    return new Guard(
        named(demand),
        List.of(Losses.ENUM_LABEL),
        (in, row) ->
            Cell.bytes(in).length(row) == 0
                || accepted.containsAll(List.of(Cell.bytes(in).text(row).split(",", -1))),
        (in, row, out, listener) -> refuseLabels(Cell.bytes(in).text(row), out, row, listener));
  }

  /** JSON that is a list lies in a batch as an array does; the target reads its elements. */
  static ColumnConversion list(Demand demand) {
    return new Guard(
        named(demand),
        List.of(Losses.NOT_PARSED),
        (in, row) -> {
          BytesVector texts = Cell.bytes(in);
          int start = texts.start(row);
          return texts.length(row) > 0
              && texts.data()[start] == '['
              && JsonText.isValid(texts.data(), start, texts.length(row));
        },
        (in, row, out, listener) ->
            Cell.refuse(out, row, listener, Losses.NOT_PARSED, "no JSON array"));
  }

  private static ColumnConversion listToSet(Demand demand, LabelSet to) {
    return new Rule(
        named(demand),
        List.of(Losses.ENUM_LABEL),
        (in, row, out, listener) -> {
          BytesVector texts = Cell.bytes(in);
          Optional<String> labels =
              JsonText.strings(texts.data(), texts.start(row), texts.length(row))
                  .flatMap(strings -> inOrder(strings, to));
          if (labels.isPresent()) {
            Cell.bytes(out).append(labels.get());
          } else {
            refuseLabels(texts.text(row), out, row, listener);
          }
        });
  }

  /** The labels joined as a set lies in a batch; empty when not each is one, and there once. */
  static Optional<String> inOrder(List<String> labels, LabelSet to) {
    List<String> ordered = to.labels().stream().filter(labels::contains).toList();
    return ordered.size() == labels.size()
        ? Optional.of(String.join(",", ordered))
        : Optional.empty();
  }

  static void refuseLabels(String shown, ColumnVector out, int row, ValueListener listener) {
    Cell.refuse(
        out,
        row,
        listener,
        Losses.ENUM_LABEL,
        "not all of '" + shown + "' are labels of the target");
  }
}
