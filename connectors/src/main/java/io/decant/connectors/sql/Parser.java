package io.decant.connectors.sql;

import io.decant.connectors.sql.Sql.Between;
import io.decant.connectors.sql.Sql.Call;
import io.decant.connectors.sql.Sql.Case;
import io.decant.connectors.sql.Sql.Cast;
import io.decant.connectors.sql.Sql.Exists;
import io.decant.connectors.sql.Sql.In;
import io.decant.connectors.sql.Sql.InQuery;
import io.decant.connectors.sql.Sql.IsNull;
import io.decant.connectors.sql.Sql.Like;
import io.decant.connectors.sql.Sql.Minus;
import io.decant.connectors.sql.Sql.Name;
import io.decant.connectors.sql.Sql.Not;
import io.decant.connectors.sql.Sql.Null;
import io.decant.connectors.sql.Sql.Operation;
import io.decant.connectors.sql.Sql.Star;
import io.decant.connectors.sql.Sql.Text;
import io.decant.connectors.sql.Sql.Truth;
import io.decant.connectors.sql.Sql.When;
import io.decant.connectors.sql.Tokens.Kind;
import io.decant.connectors.sql.Tokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads an expression by recursive descent; what it does not know is {@link Uncertain}. */
class Parser extends TokenReader {
  private final Grammar grammar;

  Parser(String sql, Grammar grammar) {
    super(Tokens.of(sql, grammar));
    this.grammar = grammar;
  }

  /**
   * @throws Uncertain it is not wholly understood
   */
  static Sql expression(String sql, Grammar grammar) {
    Parser parser = new Parser(sql, grammar);
    Sql expression = parser.expression();
    parser.requireEnd();
    return expression;
  }

  final Sql expression() {
    Sql left = conjunction();
    while (take("OR")) {
      left = new Operation("OR", left, conjunction());
    }
    return left;
  }

  private Sql conjunction() {
    Sql left = negation();
    while (take("AND")) {
      left = new Operation("AND", left, negation());
    }
    return left;
  }

  private Sql negation() {
    return take("NOT") ? new Not(negation()) : predicate();
  }

  private Sql predicate() {
    Sql left = joined();
    while (true) {
      if (take("IS")) {
        left = is(left);
      } else if (take("ISNULL")) {
        left = new IsNull(left, false);
      } else if (take("NOTNULL")) {
        left = new IsNull(left, true);
      } else if (take("=") || take("==")) {
        left = take("ANY") ? inArray(left, false) : new Operation("=", left, joined());
      } else if (take("<>") || take("!=")) {
        left = take("ALL") ? inArray(left, true) : new Operation("<>", left, joined());
      } else if (next().is("<") || next().is("<=") || next().is(">") || next().is(">=")) {
        left = new Operation(advance().text(), left, joined());
      } else if (take("~~")) {
        left = new Like(left, joined(), false);
      } else if (take("!~~")) {
        left = new Like(left, joined(), true);
      } else {
        boolean not = next().is("NOT");
        Optional<Sql> more = negatable(left, not);
        if (more.isEmpty()) {
          return left;
        }
        left = more.get();
      }
    }
  }

  private Sql is(Sql left) {
    boolean not = take("NOT");
    if (take("NULL")) {
      return new IsNull(left, not);
    }
    throw new Uncertain("IS with anything but NULL");
  }

  private Optional<Sql> negatable(Sql left, boolean not) {
    Token word = peek(not ? 1 : 0);
    if (word.is("IN")) {
      skip(not ? 2 : 1);
      return Optional.of(in(left, not));
    }
    if (word.is("BETWEEN")) {
      skip(not ? 2 : 1);
      Sql low = joined();
      require("AND");
      return Optional.of(new Between(left, low, joined(), not));
    }
    if (word.is("LIKE")) {
      skip(not ? 2 : 1);
      Sql pattern = joined();
      if (next().is("ESCAPE")) {
        throw new Uncertain("LIKE with ESCAPE");
      }
      return Optional.of(new Like(left, pattern, not));
    }
    return Optional.empty();
  }

  private Sql in(Sql left, boolean not) {
    require("(");
    if (next().is("SELECT")) {
      Query query = query();
      require(")");
      return new InQuery(left, query, not);
    }
    List<Sql> values = list();
    return new In(left, values, not);
  }

  /** PostgreSQL prints IN as {@code = ANY (ARRAY['a'::text, 'b'::text])}, with casts around. */
  private Sql inArray(Sql left, boolean not) {
    require("(");
    int parentheses = 0;
    while (take("(")) {
      parentheses++;
    }
    require("ARRAY");
    require("[");
    List<Sql> values = new ArrayList<>();
    do {
      values.add(expression());
    } while (take(","));
    require("]");
    castsOfArray();
    for (; parentheses > 0; parentheses--) {
      require(")");
      castsOfArray();
    }
    require(")");
    return new In(left, values, not);
  }

  private void castsOfArray() {
    while (take("::")) {
      if (!type().endsWith("[]")) {
        throw unknown();
      }
    }
  }

  private Sql joined() {
    return grammar.joinsFirst() ? sum() : chain(this::sum);
  }

  private Sql factor() {
    return grammar.joinsFirst() ? chain(this::signed) : signed();
  }

  private Sql chain(Supplier<Sql> operand) {
    Sql left = operand.get();
    while (next().is("||")) {
      if (!grammar.joinsByBars()) {
        throw new Uncertain("|| is a logical or");
      }
      advance();
      left = new Operation("||", left, operand.get());
    }
    return left;
  }

  private Sql sum() {
    Sql left = product();
    while (next().is("+") || next().is("-")) {
      left = new Operation(advance().text(), left, product());
    }
    return left;
  }

  private Sql product() {
    Sql left = factor();
    while (true) {
      if (next().is("*") || next().is("/") || next().is("%")) {
        left = new Operation(advance().text(), left, factor());
      } else if (take("MOD")) {
        left = new Operation("%", left, factor());
      } else if (take("DIV")) {
        left = Call.of("DIV", left, factor());
      } else {
        return left;
      }
    }
  }

  private Sql signed() {
    if (take("-")) {
      return new Minus(signed());
    }
    if (take("+")) {
      return signed();
    }
    Sql value = primary();
    while (take("::")) {
      value = new Cast(value, type());
    }
    return value;
  }

  private Sql primary() {
    Token token = next();
    switch (token.kind()) {
      case TEXT -> {
        advance();
        return new Text(token.text());
      }
      case NUMBER -> {
        advance();
        if (!token.text().matches("\\d+(\\.\\d+)?|\\.\\d+")) {
          throw new Uncertain("the number " + token.text());
        }
        return new Sql.Numeral(token.text());
      }
      case QUOTED -> {
        return name();
      }
      case WORD -> {
        return word(token);
      }
      case SYMBOL -> {
        if (take("(")) {
          Sql inner = next().is("SELECT") ? scalar() : expression();
          require(")");
          return inner;
        }
        throw unknown();
      }
      case END -> throw unknown();
    }
    throw unknown();
  }

  private Sql scalar() {
    throw new Uncertain("a query that stands for one value");
  }

  private Sql word(Token token) {
    if (take("NULL")) {
      return new Null();
    }
    if (token.is("TRUE") || token.is("FALSE")) {
      advance();
      return new Truth(token.is("TRUE"));
    }
    if (take("CASE")) {
      return cases();
    }
    if (token.is("CAST") && peek(1).is("(")) {
      skip(2);
      Sql value = expression();
      require("AS");
      String type = type();
      require(")");
      return new Cast(value, type);
    }
    if (take("EXISTS")) {
      require("(");
      Query query = query();
      require(")");
      return new Exists(query);
    }
    boolean function = peek(1).is("(");
    if (isReserved(token.text())
        && !(function
            && (token.is("LEFT") || token.is("MOD") || token.is("DIV") || token.is("ISNULL")))) {
      throw unknown();
    }
    return function ? call(advance().text()) : name();
  }

  private Sql cases() {
    Optional<Sql> operand = next().is("WHEN") ? Optional.empty() : Optional.of(expression());
    List<When> whens = new ArrayList<>();
    while (take("WHEN")) {
      Sql condition = expression();
      require("THEN");
      whens.add(new When(condition, expression()));
    }
    Optional<Sql> otherwise = take("ELSE") ? Optional.of(expression()) : Optional.empty();
    require("END");
    return new Case(operand, whens, otherwise);
  }

  private Sql name() {
    String first = advance().text();
    if (!take(".")) {
      if (next().is("(")) {
        return call(first);
      }
      return new Name("", first);
    }
    if (take("*")) {
      return new Star(first);
    }
    if (!next().isName()) {
      throw unknown();
    }
    String second = advance().text();
    if (!take(".")) {
      return new Name(first, second);
    }
    if (!next().isName()) {
      throw unknown();
    }
    return new Name(second, advance().text());
  }

  private Sql call(String function) {
    require("(");
    boolean distinct = take("DISTINCT");
    List<Sql> arguments = new ArrayList<>();
    if (take("*")) {
      arguments.add(new Star(""));
      require(")");
    } else if (function.equalsIgnoreCase("extract") && next().kind() == Kind.WORD) {
      Sql field = new Text(advance().text());
      require("FROM");
      arguments.add(field);
      arguments.addAll(list());
    } else if (function.equalsIgnoreCase("extract") && peek(1).is("FROM")) {
      Sql field = new Text(advance().text());
      advance();
      arguments.add(field);
      arguments.addAll(list());
    } else if (function.equalsIgnoreCase("trim") && take("BOTH")) {
      require("FROM");
      arguments.addAll(list());
    } else if (!take(")")) {
      arguments.addAll(list());
    }
    if (next().is("OVER") || next().is("FILTER") || next().is("WITHIN")) {
      throw new Uncertain("a window over rows");
    }
    return grammar.read(new Call(function, arguments, distinct));
  }

  /** Values up to the closing parenthesis. */
  private List<Sql> list() {
    List<Sql> values = new ArrayList<>();
    do {
      values.add(expression());
    } while (take(","));
    require(")");
    return values;
  }

  /** Overridden where queries are read. */
  Query query() {
    throw new Uncertain("a query");
  }
}
