package io.decant.engine;

import io.decant.converter.schema.Column;
import io.decant.converter.schema.DefaultValue;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.TableName;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A user's word about the type of some columns.
 *
 * @param where its place in the job file: {@code types[0]}
 * @param from the source's type, as the plan shows it, with or without what stands in its
 *     parentheses and behind them; empty for any
 * @param column a glob over {@code table.column}; empty for any
 * @param when what must be true of the column besides
 * @param to what is wanted
 */
public record TypeRule(String where, String from, String column, Guard when, LogicalType to) {
  private static final Pattern NUMBERS = Pattern.compile("\\((\\d+)(?: ?, ?(\\d+))?\\)");

  /**
   * What must be true of a column; what is empty may be either way.
   *
   * @param defaultValue a glob over the default as the plan's statements show it, without quotes
   * @param precision of the first number in the type's parentheses
   * @param scale of the second
   */
  public record Guard(
      Optional<Boolean> notNull,
      Optional<String> defaultValue,
      Optional<Boolean> autoIncrement,
      Optional<Boolean> unsigned,
      Optional<Bound> precision,
      Optional<Bound> scale) {
    public static final Guard NONE =
        new Guard(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private boolean holds(Column column, String type) {
      Matcher numbers = NUMBERS.matcher(type);
      boolean found = numbers.find();
      return holds(notNull, !column.nullable())
          && holds(autoIncrement, column.identity().isPresent())
          && holds(unsigned, isUnsigned(column, type))
          && defaultValue.map(glob -> isDefault(column, glob)).orElse(true)
          && precision.map(bound -> found && bound.holds(numbers.group(1))).orElse(true)
          && scale
              .map(bound -> found && numbers.group(2) != null && bound.holds(numbers.group(2)))
              .orElse(true);
    }

    private static boolean holds(Optional<Boolean> wanted, boolean is) {
      return wanted.isEmpty() || wanted.get() == is;
    }

    private static boolean isUnsigned(Column column, String type) {
      return type.contains("unsigned") || (column.type() instanceof Int n && n.unsigned());
    }

    private static boolean isDefault(Column column, String glob) {
      return column
          .defaultValue()
          .map(value -> matches(glob, text(value)))
          .orElse(glob.equalsIgnoreCase("none"));
    }

    private static String text(DefaultValue value) {
      if (value instanceof DefaultValue.Literal literal) {
        return literal.text();
      }
      if (value instanceof DefaultValue.Computed computed) {
        return computed.expression().text();
      }
      return value instanceof DefaultValue.CurrentTimestamp ? "current_timestamp" : "uuid";
    }
  }

  /** A comparison with a number: {@code > 255}. */
  public record Bound(String operator, int number) {
    private static final Pattern TEXT = Pattern.compile("\\s*(<=|>=|<|>|=)?\\s*(\\d{1,9})\\s*");

    /** Reads one; empty when it is none. */
    public static Optional<Bound> parse(String text) {
      Matcher bound = TEXT.matcher(text);
      return bound.matches()
          ? Optional.of(
              new Bound(
                  bound.group(1) == null ? "=" : bound.group(1), Integer.parseInt(bound.group(2))))
          : Optional.empty();
    }

    private boolean holds(String digits) {
      int order = Integer.compare(Integer.parseInt(digits), number);
      return switch (operator) {
        case "<" -> order < 0;
        case "<=" -> order <= 0;
        case ">" -> order > 0;
        case ">=" -> order >= 0;
        default -> order == 0;
      };
    }
  }

  /**
   * Whether the rule is about the column.
   *
   * @param defaultSchema its tables may be named without it
   */
  public boolean fits(TableName table, Column named, String defaultSchema) {
    String type = normal(named.nativeType());
    return (column.isEmpty() || isNamed(table, named.name(), defaultSchema))
        && (from.isEmpty() || isOf(type))
        && when.holds(named, type);
  }

  /** Whether the rule may be about a column of a table of which only the name is known. */
  public boolean mayFit(TableName table, String defaultSchema) {
    int dot = column.lastIndexOf('.');
    return column.isEmpty()
        || dot < 0
        || new TypeRule(where, from, column.substring(0, dot) + ".*", when, to)
            .isNamed(table, "", defaultSchema);
  }

  private boolean isNamed(TableName table, String name, String defaultSchema) {
    return Glob.pattern(column).matcher(table + "." + name).matches()
        || (table.schema().equals(defaultSchema)
            && Glob.pattern(column).matcher(table.name() + "." + name).matches());
  }

  private boolean isOf(String type) {
    String wanted = normal(from);
    String bare = type.replaceFirst(" ?\\([^)]*\\)", "");
    String unqualified = type.replaceAll(" (unsigned|zerofill)", "");
    return wanted.equals(type)
        || wanted.equals(bare)
        || wanted.equals(unqualified)
        || wanted.equals(bare.replaceAll(" (unsigned|zerofill)", ""));
  }

  private static String normal(String type) {
    return type.strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("\\s+", " ")
        .replaceAll(" ?([(,)]) ?(?![a-z])", "$1");
  }

  private static boolean matches(String glob, String text) {
    return Glob.pattern(glob.toLowerCase(Locale.ROOT))
        .matcher(text.toLowerCase(Locale.ROOT))
        .matches();
  }
}
