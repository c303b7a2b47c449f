package io.decant.connectors.postgresql;

import io.decant.connectors.sql.Declaration;
import io.decant.converter.schema.Identity;
import io.decant.converter.schema.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sequences of a dump, and which columns count by them. */
final class DumpedSequences {
  private static final Pattern NEXTVAL = Pattern.compile("nextval\\('((?:[^']|'')*)'::regclass\\)");

  private final Map<TableName, Sequence> sequences = new LinkedHashMap<>();
  private final Map<TableName, Sequence> owned = new LinkedHashMap<>();
  private final Map<Long, Identity> identities = new LinkedHashMap<>();

  /** A sequence while its statements come in. */
  static final class Sequence {
    private String type = "bigint";
    private long start = 1;
    private boolean started;
    private long increment = 1;
    private Optional<Long> least = Optional.empty();
    private Optional<Long> greatest = Optional.empty();
    private boolean cycles;
    private Optional<Long> next = Optional.empty();

    /** Its name, where it says it itself. */
    Optional<TableName> named = Optional.empty();

    /** The columns that take numbers from it by default. */
    final TreeSet<String> users = new TreeSet<>();

    static Sequence read(Declaration words, String type) {
      Sequence sequence = new Sequence();
      sequence.type = type;
      sequence.options(words);
      return sequence;
    }

    private void options(Declaration words) {
      while (!words.isAtEnd()) {
        if (words.take("SEQUENCE", "NAME")) {
          named = Optional.of(DumpLexis.name(words, PostgresDialect.DEFAULT_SCHEMA));
        } else if (words.take("AS")) {
          type = words.name();
        } else if (words.take("START")) {
          words.take("WITH");
          start = number(words);
          started = true;
        } else if (words.take("INCREMENT")) {
          words.take("BY");
          increment = number(words);
        } else if (words.take("MINVALUE")) {
          least = Optional.of(number(words));
        } else if (words.take("MAXVALUE")) {
          greatest = Optional.of(number(words));
        } else if (words.take("CYCLE")) {
          cycles = true;
        } else if (words.take("CACHE")) {
          number(words);
        } else if (!words.take("NO", "MINVALUE")
            && !words.take("NO", "MAXVALUE")
            && !words.take("NO", "CYCLE")) {
          words.require("OWNED", "BY");
          words.path();
        }
      }
    }

    private static long number(Declaration words) {
      boolean negative = words.take("-");
      return Long.parseLong((negative ? "-" : "") + words.advance());
    }

    private long limit(boolean low) {
      return switch (type) {
        case "smallint" -> low ? Short.MIN_VALUE : Short.MAX_VALUE;
        case "integer" -> low ? Integer.MIN_VALUE : Integer.MAX_VALUE;
        default -> low ? Long.MIN_VALUE : Long.MAX_VALUE;
      };
    }

    private long first() {
      return started ? start : increment < 0 ? greatest.orElse(-1L) : least.orElse(1L);
    }

    /** In the catalog query's words. */
    private String properties() {
      List<String> words = new ArrayList<>();
      if (users.size() > 1) {
        words.add("shared by " + String.join(", ", users));
      }
      if (cycles) {
        words.add("begins anew at its end");
      }
      least
          .filter(value -> value != 1 && value != limit(true))
          .ifPresent(value -> words.add("not below " + value));
      greatest
          .filter(value -> value != -1 && value != limit(false))
          .ifPresent(value -> words.add("not above " + value));
      return String.join("; ", words);
    }

    Identity identity() {
      return new Identity(next.orElse(first()), increment, false, properties());
    }

    /** With which it can be made again. */
    String definition(TableName name) {
      return "CREATE SEQUENCE %s.%s AS %s START WITH %d INCREMENT BY %d%s%s%s"
          .formatted(
              DumpLexis.quoted(name.schema()),
              DumpLexis.quoted(name.name()),
              type,
              first(),
              increment,
              least.map(value -> " MINVALUE " + value).orElse(""),
              greatest.map(value -> " MAXVALUE " + value).orElse(""),
              cycles ? " CYCLE" : "");
    }
  }

  /** One that belongs to a column. */
  void own(Sequence sequence) {
    sequence.named.ifPresent(name -> owned.put(name, sequence));
  }

  void add(TableName name, Sequence sequence) {
    sequences.put(name, sequence);
  }

  /** A setval; false where there is no such sequence. */
  boolean set(TableName name, long value, boolean called) {
    Sequence sequence = sequences.getOrDefault(name, owned.get(name));
    if (sequence == null) {
      return false;
    }
    long next = value + (called ? sequence.increment : 0);
    sequence.next = Optional.of(next > value == sequence.increment > 0 ? next : value);
    return true;
  }

  /** The sequence that a default takes its number from. */
  Optional<Sequence> of(String defaultSql, String schema) {
    Matcher next = NEXTVAL.matcher(defaultSql);
    return next.matches()
        ? Optional.ofNullable(
            sequences.get(
                DumpLexis.name(DumpLexis.declaration(next.group(1).replace("''", "'")), schema)))
        : Optional.empty();
  }

  /** By the number that it answers, the described columns find it. */
  long number(Sequence sequence) {
    long number = identities.size() + 1L;
    identities.put(number, sequence.identity());
    return number;
  }

  Sequences numbered() {
    return Sequences.of(identities);
  }

  Map<TableName, Sequence> all() {
    return sequences;
  }
}
