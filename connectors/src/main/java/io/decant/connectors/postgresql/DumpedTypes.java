package io.decant.connectors.postgresql;

import io.decant.connectors.sql.Declaration;
import io.decant.converter.schema.Collation;
import io.decant.converter.schema.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The types of a dump: those of every server by their many names, and those that it declares. */
final class DumpedTypes {
  private static final String BUILT_IN = "pg_catalog";

  private static final Pattern ARRAY =
      Pattern.compile(
          "(.*?)(?:\\s*\\[\\d*\\])+|(.*?)\\s+ARRAY(?:\\s*\\[\\d*\\])?",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern SIZED =
      Pattern.compile("([a-z_0-9 ]+?)\\s*(?:\\(([^)]*)\\))?\\s*((?:with|without) time zone)?");

  /** The catalog's names by those of SQL. Source: PostgreSQL manual, table 8.1. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("bigint", "int8"),
          Map.entry("integer", "int4"),
          Map.entry("int", "int4"),
          Map.entry("smallint", "int2"),
          Map.entry("character varying", "varchar"),
          Map.entry("char varying", "varchar"),
          Map.entry("character", "bpchar"),
          Map.entry("char", "bpchar"),
          Map.entry("boolean", "bool"),
          Map.entry("decimal", "numeric"),
          Map.entry("dec", "numeric"),
          Map.entry("real", "float4"),
          Map.entry("double precision", "float8"),
          Map.entry("bit varying", "varbit"),
          Map.entry("time with time zone", "timetz"),
          Map.entry("time without time zone", "time"),
          Map.entry("timestamp with time zone", "timestamptz"),
          Map.entry("timestamp without time zone", "timestamp"));

  /** The catalog's names as format_type spells them, a length between the parts. */
  private static final Map<String, String> SPELLINGS =
      Map.ofEntries(
          Map.entry("int8", "bigint"),
          Map.entry("int4", "integer"),
          Map.entry("int2", "smallint"),
          Map.entry("varchar", "character varying%s"),
          Map.entry("bpchar", "character%s"),
          Map.entry("bool", "boolean"),
          Map.entry("numeric", "numeric%s"),
          Map.entry("float4", "real"),
          Map.entry("float8", "double precision"),
          Map.entry("varbit", "bit varying%s"),
          Map.entry("bit", "bit%s"),
          Map.entry("time", "time%s without time zone"),
          Map.entry("timetz", "time%s with time zone"),
          Map.entry("timestamp", "timestamp%s without time zone"),
          Map.entry("timestamptz", "timestamp%s with time zone"));

  private static final Set<String> SIZES =
      Set.of(
          "varchar",
          "bpchar",
          "numeric",
          "varbit",
          "bit",
          "time",
          "timetz",
          "timestamp",
          "timestamptz");

  /** The digits behind the point of a currency where nobody says otherwise. */
  private static final int MONEY_DIGITS = 2;

  private final Map<TableName, Declared> declared = new HashMap<>();
  private final Map<String, Collation> collations = new HashMap<>();

  /** A type that the dump declares. */
  private sealed interface Declared {}

  private record Labels(List<String> labels) implements Declared {}

  private record OfKind(char kind) implements Declared {}

  /**
   * A domain, over what it stands.
   *
   * @param checks on VALUE
   */
  record Domain(Resolved base, boolean bound, String defaultSql, List<String> checks)
      implements Declared {}

  /**
   * A type as a column has it.
   *
   * @param spelling as the table declares it
   * @param domain where it is one, itself and those beneath it in one
   */
  record Resolved(NativeType type, String spelling, Optional<Domain> domain) {}

  void addEnum(TableName name, List<String> labels) {
    declared.put(name, new Labels(List.copyOf(labels)));
  }

  /** A label more; false where there is no such type. */
  boolean addLabel(TableName name, String label) {
    if (declared.get(name) instanceof Labels known) {
      List<String> more = new ArrayList<>(known.labels());
      more.add(label);
      addEnum(name, more);
      return true;
    }
    return false;
  }

  /**
   * @param kind the catalog's letter
   */
  void add(TableName name, char kind) {
    declared.put(name, new OfKind(kind));
  }

  void addDomain(TableName name, Domain domain) {
    declared.put(name, domain);
  }

  void addCollation(String name, boolean deterministic, String locale) {
    if (!deterministic) {
      collations.put(name, ColumnFacts.nondeterministic(name, locale));
    }
  }

  /** A collation by its name alone; binary where it tells every text from every other. */
  Collation collation(String name) {
    return collations.getOrDefault(name, Collation.BINARY);
  }

  /** Names of enums that some type names. */
  boolean isEnum(TableName name) {
    return declared.get(name) instanceof Labels;
  }

  /**
   * @param text as it is written
   * @param schema where names without one are looked up
   * @param collation of the column
   */
  Resolved resolve(String text, String schema, Collation collation) {
    Matcher array = ARRAY.matcher(text.strip());
    if (array.matches()) {
      Resolved element =
          resolve(array.group(1) == null ? array.group(2) : array.group(1), schema, collation);
      NativeType of = element.type();
      NativeType whole =
          new NativeType(
              of.schema(),
              "_" + of.name(),
              'b',
              of.modifier(),
              of.spelling() + "[]",
              List.of(),
              collation,
              Optional.of(of));
      return new Resolved(whole, element.spelling() + "[]", Optional.empty());
    }
    Matcher sized = SIZED.matcher(text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " "));
    if (sized.matches()) {
      Optional<Resolved> known = builtIn(sized, schema, collation);
      if (known.isPresent()) {
        return known.get();
      }
    }
    return named(text, schema, collation);
  }

  private Optional<Resolved> builtIn(Matcher sized, String schema, Collation collation) {
    String zone = sized.group(3) == null ? "" : " " + sized.group(3);
    String word = sized.group(1);
    String size = sized.group(2) == null ? "" : sized.group(2).replace(" ", "");
    if (word.equals("float")) {
      word = !size.isEmpty() && Integer.parseInt(size) <= 24 ? "real" : "double precision";
      size = "";
    }
    boolean isInterval = word.equals("interval") || word.startsWith("interval ");
    String name = isInterval ? "interval" : NAMES.getOrDefault(word + zone, word);
    boolean named = declared.containsKey(new TableName(schema, name));
    if (named || !isInterval && !isBuiltIn(name)) {
      return Optional.empty();
    }
    if (size.isEmpty() && (word.equals("character") || word.equals("char") || word.equals("bit"))) {
      size = "1";
    }
    int modifier =
        isInterval ? (word.equals(name) && size.isEmpty() ? -1 : 1) : modifier(name, size);
    String length = size.isEmpty() ? "" : "(" + spelledSize(name, size) + ")";
    String spelling =
        isInterval
            ? word + length
            : name.equals("bpchar") && size.isEmpty()
                ? "bpchar"
                : SPELLINGS.getOrDefault(name, name).formatted(length);
    NativeType type =
        new NativeType(
            BUILT_IN, name, 'b', modifier, spelling, List.of(), collation, Optional.empty());
    return Optional.of(new Resolved(type, spelling, Optional.empty()));
  }

  private static boolean isBuiltIn(String name) {
    return SPELLINGS.containsKey(name) || PostgresTypes.isBuiltIn(name);
  }

  private static String spelledSize(String name, String size) {
    return name.equals("numeric") && !size.contains(",") ? size + ",0" : size;
  }

  /** As the catalog packs it; see PostgresTypes for how it is unpacked. */
  private static int modifier(String name, String size) {
    if (name.equals("money")) {
      return MONEY_DIGITS;
    }
    if (size.isEmpty() || !SIZES.contains(name)) {
      return -1;
    }
    String[] numbers = size.split(",");
    int first = Integer.parseInt(numbers[0]);
    return switch (name) {
      case "varchar", "bpchar" -> first + 4;
      case "numeric" ->
          (first << 16 | (numbers.length > 1 ? Integer.parseInt(numbers[1]) : 0) & 0x7FF) + 4;
      default -> first;
    };
  }

  /** A type with a name of its own, in quotes or in a schema: declared here, or an extension's. */
  private Resolved named(String text, String schema, Collation collation) {
    Declaration words = DumpLexis.declaration(text);
    boolean quoted = words.seesQuotedName();
    TableName name = DumpLexis.name(words, "");
    String modifier = words.sees("(") ? "(" + words.inParentheses() + ")" : "";
    words.requireEnd();
    if (name.schema().isEmpty() && quoted && name.name().equals("char")) {
      return builtIn(BUILT_IN, "char", "\"char\"", collation);
    }
    if (name.schema().equals(BUILT_IN)) {
      return quoted || !isBuiltIn(name.name())
          ? builtIn(BUILT_IN, name.name(), DumpLexis.quoted(name.name()), collation)
          : resolve(name.name() + modifier, "", collation);
    }
    TableName whole = name.schema().isEmpty() ? new TableName(schema, name.name()) : name;
    String spelling = DumpLexis.quoted(whole.schema()) + "." + DumpLexis.quoted(whole.name());
    Declared known = declared.get(whole);
    if (known instanceof Domain domain) {
      Resolved base = domain.base();
      NativeType type =
          collation.equals(Collation.BINARY) ? base.type() : with(base.type(), collation);
      return new Resolved(type, spelling, Optional.of(domain));
    }
    if (known instanceof Labels labels) {
      return own(whole, 'e', spelling, labels.labels(), Collation.BINARY);
    }
    if (known instanceof OfKind other) {
      return own(whole, other.kind(), spelling, List.of(), Collation.BINARY);
    }
    boolean foldsCase = whole.name().equals("citext");
    return own(
        whole, 'b', spelling + modifier, List.of(), foldsCase ? ColumnFacts.CITEXT : collation);
  }

  private static NativeType with(NativeType type, Collation collation) {
    return new NativeType(
        type.schema(),
        type.name(),
        type.kind(),
        type.modifier(),
        type.spelling(),
        type.labels(),
        collation,
        type.element());
  }

  private static Resolved builtIn(
      String schema, String name, String spelling, Collation collation) {
    NativeType type =
        new NativeType(schema, name, 'b', -1, spelling, List.of(), collation, Optional.empty());
    return new Resolved(type, spelling, Optional.empty());
  }

  private static Resolved own(
      TableName name, char kind, String spelling, List<String> labels, Collation collation) {
    NativeType type =
        new NativeType(
            name.schema(), name.name(), kind, -1, spelling, labels, collation, Optional.empty());
    return new Resolved(type, spelling, Optional.empty());
  }

  /** The domain itself with what stands beneath it: one default, all checks. */
  Domain domain(String base, String schema, boolean bound, String defaultSql, List<String> checks) {
    Resolved over = resolve(base, schema, Collation.BINARY);
    List<String> all = new ArrayList<>();
    over.domain().ifPresent(beneath -> all.addAll(beneath.checks()));
    all.addAll(checks);
    boolean isBound = bound || over.domain().map(Domain::bound).orElse(false);
    return new Domain(
        new Resolved(over.type(), over.type().spelling(), Optional.empty()),
        isBound,
        defaultSql,
        all);
  }
}
