package io.decant.connectors.sql;

import io.decant.connectors.sql.Sql.Call;
import io.decant.connectors.sql.Sql.Operation;
import io.decant.connectors.sql.Sql.Star;
import io.decant.connectors.sql.Sql.Text;
import io.decant.connectors.sql.ValueType.Kind;
import java.util.ArrayList;
import java.util.List;

/** The functions that all engines have under some name, with the operands for which they agree. */
final class Functions {
  private final Translator translator;

  Functions(Translator translator) {
    this.translator = translator;
  }

  /** A text, or a whole number as one. */
  String text(Sql sql, Scope scope) {
    Written value = translator.write(sql, scope);
    if (value.is(Kind.INTEGER)) {
      return translator.to.asText(value.text());
    }
    return requireText(value);
  }

  Written write(Call call, Scope scope) {
    String doubt = translator.to.doubt(call);
    if (!doubt.isEmpty()) {
      translator.doubts.add(doubt);
    }
    return switch (call.name()) {
      case "LOWER", "UPPER", "ASCII_LOWER", "ASCII_UPPER", "TRIM", "LTRIM", "RTRIM" -> {
        require(call, 1);
        yield written(call, List.of(text(call, 0, scope)), ValueType.TEXT);
      }
      case "CHAR_LENGTH" -> {
        require(call, 1);
        yield written(call, List.of(text(call, 0, scope)), ValueType.INTEGER);
      }
      case "REPLACE" -> replace(call, scope);
      case "SUBSTRING" -> substring(call, scope);
      case "ABS" -> {
        require(call, 1);
        Written value = translator.write(call.arguments().get(0), scope);
        translator.requireComputable(value);
        yield written(call, List.of(value.text()), value.type());
      }
      case "ROUND" -> round(call, scope);
      case "DIV" -> div(call, scope);
      case "YEAR", "MONTH", "DAY" -> {
        require(call, 1);
        Written value = translator.write(call.arguments().get(0), scope);
        if (!value.is(Kind.DATE) && !value.is(Kind.TIMESTAMP)) {
          throw new Uncertain(call.name() + " of a " + value.type().kind());
        }
        yield written(call, List.of(value.text()), ValueType.INTEGER);
      }
      case "COALESCE" -> {
        List<Written> values = all(call, scope);
        yield written(call, values.stream().map(Written::text).toList(), Translator.common(values));
      }
      case "NULLIF" -> {
        require(call, 2);
        translator.write(
            new Operation("=", call.arguments().get(0), call.arguments().get(1)), scope);
        List<Written> values = all(call, scope);
        yield written(call, values.stream().map(Written::text).toList(), Translator.common(values));
      }
      case "COUNT", "SUM", "MIN", "MAX" -> aggregate(call, scope);
      case "UTC_NOW" -> now(call, scope);
      default -> throw new Uncertain("the function " + call.name());
    };
  }

  static boolean isAggregate(Sql sql) {
    return sql instanceof Call call && List.of("COUNT", "SUM", "MIN", "MAX").contains(call.name());
  }

  private Written written(Call call, List<String> arguments, ValueType type) {
    return new Written(translator.to.write(call, arguments, type), type);
  }

  private static void require(Call call, int arguments) {
    if (!call.takes(arguments)) {
      throw new Uncertain(call.name() + " with other arguments than usual");
    }
  }

  private List<Written> all(Call call, Scope scope) {
    List<Written> values = new ArrayList<>();
    call.arguments().forEach(each -> values.add(translator.write(each, scope)));
    return values;
  }

  private String text(Call call, int argument, Scope scope) {
    return requireText(translator.write(call.arguments().get(argument), scope));
  }

  private static String requireText(Written value) {
    if (!value.is(Kind.TEXT)) {
      throw new Uncertain("a " + value.type().kind() + " where a text is needed");
    }
    return value.text();
  }

  private Written replace(Call call, Scope scope) {
    require(call, 3);
    boolean plain = call.arguments().get(1) instanceof Text text && !text.text().isEmpty();
    if (!plain) {
      throw new Uncertain("REPLACE of anything but a fixed text");
    }
    return written(
        call,
        List.of(text(call, 0, scope), text(call, 1, scope), text(call, 2, scope)),
        ValueType.TEXT);
  }

  /** From a fixed place on, for a fixed length: negative ones mean different things. */
  private Written substring(Call call, Scope scope) {
    List<Sql> arguments = call.arguments();
    boolean fixed =
        (call.takes(2) || call.takes(3))
            && arguments.stream().skip(1).allMatch(Functions::isWholeNumber)
            && !((Sql.Numeral) arguments.get(1)).isZero();
    if (!fixed) {
      throw new Uncertain("SUBSTRING at anything but a fixed place");
    }
    List<String> texts = new ArrayList<>(List.of(text(call, 0, scope)));
    arguments.stream().skip(1).forEach(each -> texts.add(((Sql.Numeral) each).text()));
    return written(call, texts, ValueType.TEXT);
  }

  private static boolean isWholeNumber(Sql sql) {
    return sql instanceof Sql.Numeral number && number.isWhole();
  }

  /** Of decimal numbers alone: floating point ones are rounded to even here, upwards there. */
  private Written round(Call call, Scope scope) {
    Written value = translator.write(call.arguments().get(0), scope);
    boolean places = call.takes(1) || call.takes(2) && isWholeNumber(call.arguments().get(1));
    if (!places || !value.is(Kind.DECIMAL)) {
      throw new Uncertain("ROUND of anything but a decimal number to fixed digits");
    }
    translator.requireComputable(value);
    List<String> texts = new ArrayList<>(List.of(value.text()));
    call.arguments().stream().skip(1).forEach(each -> texts.add(((Sql.Numeral) each).text()));
    return written(call, texts, ValueType.of(Kind.DECIMAL));
  }

  private Written div(Call call, Scope scope) {
    require(call, 2);
    Written value = translator.write(call.arguments().get(0), scope);
    boolean fixed =
        call.arguments().get(1) instanceof Sql.Numeral number
            && number.isWhole()
            && !number.isZero();
    if (!fixed || !value.is(Kind.INTEGER)) {
      throw new Uncertain("a division that may be by zero");
    }
    String divisor = ((Sql.Numeral) call.arguments().get(1)).text();
    return written(call, List.of(value.text(), divisor), ValueType.INTEGER);
  }

  /** So many seconds from now, to the second: only in a default, for it is never the same. */
  private Written now(Call call, Scope scope) {
    require(call, 1);
    if (!scope.relations().isEmpty()) {
      throw new Uncertain("the current time");
    }
    Written seconds = translator.write(call.arguments().get(0), scope);
    return written(call, List.of(seconds.text()), ValueType.of(Kind.TIMESTAMP));
  }

  private Written aggregate(Call call, Scope scope) {
    if (call.arguments().size() != 1) {
      throw new Uncertain(call.name() + " with other arguments than usual");
    }
    Sql argument = call.arguments().get(0);
    if (argument instanceof Star star) {
      if (!call.name().equals("COUNT") || call.distinct() || !star.table().isEmpty()) {
        throw new Uncertain(call.name() + " of a star");
      }
      return written(call, List.of("*"), ValueType.INTEGER);
    }
    Written value = translator.write(argument, scope);
    if (call.distinct()) {
      translator.comparing(argument, scope);
    }
    return switch (call.name()) {
      case "COUNT" -> written(call, List.of(value.text()), ValueType.INTEGER);
      case "SUM" -> {
        translator.requireComputable(value);
        if (value.is(Kind.REAL)) {
          throw new Uncertain("a sum of floating point numbers, which depends on their order");
        }
        yield written(call, List.of(value.text()), value.type());
      }
      default -> {
        boolean ordered =
            value.type().isNumber() || value.is(Kind.DATE) || value.is(Kind.TIMESTAMP);
        if (!ordered) {
          throw new Uncertain("the least or greatest " + value.type().kind());
        }
        yield written(call, List.of(value.text()), value.type());
      }
    };
  }
}
