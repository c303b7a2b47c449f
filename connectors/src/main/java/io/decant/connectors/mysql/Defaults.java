package io.decant.connectors.mysql;

import io.decant.connectors.sql.ExpressionFit;
import io.decant.connectors.sql.ValueType;
import io.decant.converter.row.Temporals;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.DefaultValue;
import io.decant.converter.schema.DefaultValue.Computed;
import io.decant.converter.schema.DefaultValue.CurrentTimestamp;
import io.decant.converter.schema.DefaultValue.Literal;
import io.decant.converter.schema.DefaultValue.RandomUuid;
import io.decant.converter.schema.Expression;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Bits;
import io.decant.converter.schema.LogicalType.Kind;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Default values, out of information_schema and into DDL. MySQL prints a literal bare and marks an
 * expression as DEFAULT_GENERATED; MariaDB quotes a literal and prints NULL as a word.
 */
final class Defaults {
  /** Words that other engines have for what is no number here. */
  private static final Pattern NO_NUMBER =
      Pattern.compile("[-+]?inf(?:inity)?|nan", Pattern.CASE_INSENSITIVE);

  private static final Pattern BITS = Pattern.compile("b'([01]*)'");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9.]+(?:[eE][+-]?\\d+)?");

  private static final Pattern MOMENT =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\d(?: \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})?)?");

  /** A text as the server prints it in an expression, its character set in front. */
  private static final Pattern QUOTED =
      Pattern.compile("(?:_utf8(?:mb[34])?)?('(?:[^'\\\\]|\\\\.|'')*')", Pattern.DOTALL);

  private Defaults() {}

  /**
   * @param printed information_schema's column_default
   * @param extra its extra
   */
  static Optional<DefaultValue> parse(
      String printed, String extra, LogicalType type, ServerTraits traits) {
    boolean instant = type.kind() == Kind.TIMESTAMP || type.kind() == Kind.TIMESTAMP_TZ;
    if (instant || extra.contains("DEFAULT_GENERATED") || traits.quotedDefaults()) {
      Optional<DefaultValue> now = Clock.parse(printed, type);
      if (now.isPresent()) {
        return now;
      }
    }
    Matcher bits = BITS.matcher(printed);
    if (bits.matches() && (type.kind() == Kind.BITS || type.kind() == Kind.BOOLEAN)) {
      return Optional.of(literal(bits.group(1), type));
    }
    if (traits.quotedDefaults()) {
      return mariaDb(printed, type);
    }
    return Optional.of(
        extra.contains("DEFAULT_GENERATED")
            ? expression(Escapes.unescape(printed), type)
            : literal(printed, type));
  }

  private static Optional<DefaultValue> mariaDb(String printed, LogicalType type) {
    if (printed.equalsIgnoreCase("NULL")) {
      return Optional.empty();
    }
    if (printed.startsWith("'") && printed.endsWith("'")) {
      return Optional.of(literal(Escapes.unquote(printed), type));
    }
    return Optional.of(
        NUMBER.matcher(printed).matches() ? literal(printed, type) : expression(printed, type));
  }

  /** An expression; where it is but a text in quotes, that text. */
  static DefaultValue expression(String sql, LogicalType type) {
    Matcher text = QUOTED.matcher(sql);
    if (text.matches() && isText(type)) {
      return new Literal(Escapes.unquote(text.group(1)));
    }
    return switch (sql.toLowerCase(Locale.ROOT)) {
      case "uuid()" -> new RandomUuid();
      case "json_array()" -> isText(type) ? new Literal("[]") : own(sql);
      case "json_object()" -> isText(type) ? new Literal("{}") : own(sql);
      default -> own(sql);
    };
  }

  private static Computed own(String sql) {
    return new Computed(Expression.of(MySqlTypes.ENGINE, sql));
  }

  private static boolean isText(LogicalType type) {
    return switch (type.kind()) {
      case CHAR, VARCHAR, TEXT, JSON -> true;
      default -> false;
    };
  }

  private static Literal literal(String text, LogicalType type) {
    return new Literal(
        switch (type.kind()) {
          case BOOLEAN -> text.matches("0*") ? "false" : "true";
          case BYTES ->
              text.startsWith("0x")
                  ? text.substring(2)
                  : HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
          // The catalog leaves the zeros in front out.
          case BITS -> "0".repeat(Math.max(0, ((Bits) type).length() - text.length())) + text;
          default -> text;
        });
  }

  /** The same column once its numbers have turned out to be booleans. */
  static Column asBoolean(Column column) {
    return column.defaultValue().orElse(null) instanceof Literal literal
        ? column.withDefaultValue(Optional.of(literal(literal.text(), column.type())))
        : column;
  }

  /**
   * The default as DDL can hold it for this accepted type; empty when it cannot. What comes back is
   * rendered by {@link #render} and accepted again unchanged.
   */
  static Optional<DefaultValue> accept(
      Column column, LogicalType type, boolean utc, ServerTraits traits) {
    DefaultValue value =
        column.defaultValue().orElseThrow() instanceof Computed own
            ? new Computed(Relative.seenBy(traits, own.expression()))
            : column.defaultValue().orElseThrow();
    if (value instanceof Computed computed && !computed.expression().isOf(MySqlTypes.ENGINE)) {
      return traits.expressionDefaults()
          ? ExpressionFit.constant(
                  MySqlGrammar.INSTANCE,
                  MySqlTypes.ENGINE,
                  computed.expression(),
                  ValueType.of(type))
              .map(Computed::new)
          : Optional.empty();
    }
    boolean spelledOtherwise = column.type().kind() == Kind.VARIANT && type.kind() != Kind.TEXT;
    if (value instanceof Literal && spelledOtherwise) {
      return Optional.empty();
    }
    if (value instanceof CurrentTimestamp now) {
      return Clock.accept(new CurrentTimestamp(now.precision(), now.utc() || utc), type, traits);
    }
    if (value instanceof Literal literal && isMoment(type)) {
      return moment(literal.text(), column.type()).map(Literal::new);
    }
    if (value instanceof Literal literal && isNumber(type)) {
      return Optional.of(value).filter(any -> !NO_NUMBER.matcher(literal.text()).matches());
    }
    boolean plain = value instanceof Literal && !isLarge(type);
    return plain || traits.expressionDefaults() ? Optional.of(value) : Optional.empty();
  }

  private static boolean isNumber(LogicalType type) {
    return switch (type.kind()) {
      case INT, DECIMAL, REAL -> true;
      default -> false;
    };
  }

  private static boolean isMoment(LogicalType type) {
    return switch (type.kind()) {
      case DATE, TIMESTAMP, TIMESTAMP_TZ -> true;
      default -> false;
    };
  }

  /** As the server reads it; empty for what lies beyond its calendar, or is none. */
  private static Optional<String> moment(String text, LogicalType type) {
    if (MOMENT.matcher(text).matches()) {
      return Optional.of(text);
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] held = new byte[Temporals.TEXT_LENGTH];
    long value =
        switch (type.kind()) {
          case DATE -> Temporals.parseDate(bytes, 0, bytes.length);
          case TIMESTAMP -> Temporals.parseTimestamp(bytes, 0, bytes.length);
          case TIMESTAMP_TZ -> Temporals.parseTimestampTz(bytes, 0, bytes.length);
          default -> Temporals.INVALID;
        };
    if (value == Temporals.INVALID || Temporals.isInfinite(value)) {
      return Optional.empty();
    }
    int end =
        type.kind() == Kind.DATE
            ? Temporals.appendDate(value, held, 0)
            : Temporals.appendTimestamp(value, 6, held, 0);
    return Optional.of(new String(held, 0, end, StandardCharsets.UTF_8).replaceFirst("\\.0+$", ""))
        .filter(spelled -> MOMENT.matcher(spelled).matches());
  }

  /**
   * Types that take no literal default, only an expression: MySQL manual, "Data Type Default
   * Values".
   */
  private static boolean isLarge(LogicalType type) {
    return switch (type.kind()) {
      case TEXT, JSON, GEOMETRY, OPAQUE, VARIANT -> true;
      case BYTES -> !((LogicalType.Bytes) type).fixed();
      default -> false;
    };
  }

  /** What stands behind DEFAULT. */
  static String render(DefaultValue value, Column column) {
    LogicalType type = column.type();
    if (value instanceof CurrentTimestamp now) {
      return Clock.render(now, type);
    }
    if (value instanceof RandomUuid) {
      return "(uuid())";
    }
    if (value instanceof Computed computed) {
      return "(" + computed.expression() + ")";
    }
    String text = ((Literal) value).text();
    String literal =
        switch (type.kind()) {
          case BOOLEAN -> text.equals("true") || text.equals("1") ? "1" : "0";
          case INT, DECIMAL, REAL -> NUMBER.matcher(text).matches() ? text : Escapes.quote(text);
          case BYTES -> "x'" + text + "'";
          case BITS -> "b'" + text + "'";
          default -> Escapes.quote(text);
        };
    return isLarge(type) ? "(" + literal + ")" : literal;
  }
}
