package io.decant.connectors.sql;

import io.decant.connectors.sql.Sql.Cast;
import io.decant.connectors.sql.Sql.Minus;
import io.decant.connectors.sql.Sql.Null;
import io.decant.connectors.sql.Sql.Text;
import io.decant.connectors.sql.Sql.Truth;
import io.decant.connectors.sql.ValueType.Kind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fixed values, and the conversions that engines print around them. */
final class Literals {
  private static final Pattern NUMBER = Pattern.compile("(-?)(\\d+(?:\\.\\d+)?)");
  private static final Pattern DATE = Pattern.compile("[1-9]\\d{3}-\\d\\d-\\d\\d");
  private static final Pattern MOMENT =
      Pattern.compile("([1-9]\\d{3}-\\d\\d-\\d\\d)(?:[ T](\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})?))?");

  private Literals() {}

  /** The fixed value in a conversion, as one of the converted type; else what was given. */
  static Sql of(Sql sql) {
    if (!(sql instanceof Cast cast)) {
      return sql;
    }
    Sql inner = of(cast.operand());
    Kind kind = kind(cast.type());
    if (inner instanceof Text text) {
      return text(cast, text, kind);
    }
    Sql number = inner instanceof Minus minus ? minus.operand() : inner;
    boolean kept = kind == Kind.DECIMAL || kind == Kind.REAL || kind == Kind.INTEGER;
    if (number instanceof Sql.Numeral digits
        && kept
        && (kind != Kind.INTEGER || digits.isWhole())) {
      return inner;
    }
    return inner instanceof Null || inner instanceof Truth && kind == Kind.BOOLEAN ? inner : cast;
  }

  private static Sql text(Cast cast, Text text, Kind kind) {
    if (kind == Kind.BOOLEAN) {
      boolean yes = text.text().equals("t") || text.text().equals("true");
      boolean no = text.text().equals("f") || text.text().equals("false");
      return yes || no ? new Truth(yes) : cast;
    }
    Matcher number = NUMBER.matcher(text.text());
    if ((kind == Kind.INTEGER || kind == Kind.DECIMAL || kind == Kind.REAL) && number.matches()) {
      Sql.Numeral digits = new Sql.Numeral(number.group(2));
      return number.group(1).isEmpty() ? digits : new Minus(digits);
    }
    boolean sized = cast.type().contains("sized");
    return kind == Kind.INTEGER || kind == Kind.DECIMAL || kind == Kind.REAL || sized ? cast : text;
  }

  static boolean is(Sql sql) {
    Sql value = of(sql);
    return value instanceof Text
        || value instanceof Sql.Numeral
        || value instanceof Truth
        || value instanceof Minus minus && minus.operand() instanceof Sql.Numeral;
  }

  /** The moment in the one spelling that all engines read alike. */
  static Text moment(Text text, Kind kind) {
    if (kind == Kind.DATE && DATE.matcher(text.text()).matches()) {
      return text;
    }
    Matcher moment = MOMENT.matcher(text.text());
    if (kind == Kind.TIMESTAMP && moment.matches()) {
      String time = moment.group(2) == null ? "00:00:00" : moment.group(2);
      return new Text(moment.group(1) + " " + time);
    }
    throw new Uncertain("'" + text.text() + "' as a moment");
  }

  /** Of a type's words in lower case; LABEL for what is no type that all engines have. */
  static Kind kind(String type) {
    return switch (type) {
      case "text", "character varying", "varchar", "char", "character", "bpchar" -> Kind.TEXT;
      case "integer", "int", "bigint", "smallint", "int2", "int4", "int8", "signed" -> Kind.INTEGER;
      case "numeric", "decimal" -> Kind.DECIMAL;
      case "double precision", "double", "float8" -> Kind.REAL;
      case "date" -> Kind.DATE;
      case "timestamp", "timestamp without time zone", "datetime" -> Kind.TIMESTAMP;
      case "boolean", "bool" -> Kind.BOOLEAN;
      case "timestamp with time zone", "timestamptz" -> Kind.ZONED;
      default ->
          type.startsWith("char charset utf8") || type.startsWith("char character set utf8")
              ? Kind.TEXT
              : type.contains("sized") || type.contains(" ") ? Kind.OTHER : Kind.LABEL;
    };
  }
}
