package io.decant.connectors.sql;

import io.decant.connectors.sql.Sql.Call;
import io.decant.connectors.sql.Sql.Case;
import io.decant.connectors.sql.Sql.When;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Functions that more than one engine has, for their grammars to read and write. */
public final class SharedFunctions {
  private SharedFunctions() {}

  /** One that has its neutral name. */
  public static Sql neutral(Call call) {
    return call.named(call.name().toUpperCase(Locale.ROOT));
  }

  /** The first characters: {@code left(text, 3)}. */
  public static Sql beginning(Call call) {
    require(call, 2);
    return Call.of(
        "SUBSTRING", call.arguments().get(0), new Sql.Numeral("1"), call.arguments().get(1));
  }

  /** The first, or the second in place of NULL: {@code ifnull(a, b)}. */
  public static Sql substitute(Call call) {
    require(call, 2);
    return call.named("COALESCE");
  }

  /** The second or the third, as the first is true or not: {@code if(a, b, c)}. */
  public static Sql choice(Call call) {
    require(call, 3);
    return new Case(
        Optional.empty(),
        List.of(new When(call.arguments().get(0), call.arguments().get(1))),
        Optional.of(call.arguments().get(2)));
  }

  /**
   * @throws Uncertain the call has not so many arguments, or a DISTINCT
   */
  public static void require(Call call, int arguments) {
    if (!call.takes(arguments)) {
      throw new Uncertain("the function " + call.name());
    }
  }

  /** A function that is called in the usual way. */
  public static String written(String name, Call call, List<String> arguments) {
    String distinct = call.distinct() ? "DISTINCT " : "";
    return name + "(" + distinct + String.join(", ", arguments) + ")";
  }

  /** One that has its neutral name here, in lower case. */
  public static String written(Call call, List<String> arguments) {
    return written(call.name().toLowerCase(Locale.ROOT), call, arguments);
  }
}
