package io.decant.connectors.postgresql;

import static io.decant.connectors.postgresql.PostgresCatalog.texts;

import io.decant.converter.schema.Collation;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.DefaultValue;
import io.decant.converter.schema.Expression;
import io.decant.converter.schema.Generated;
import io.decant.converter.schema.Identity;
import io.decant.converter.schema.LogicalType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * One row of the catalog's query {@code columns}.
 *
 * @param declared the type as the table declares it, a domain by its name
 * @param defaultSql empty when there is none
 * @param identity the catalog's letter: {@code a} always, {@code d} by default, or empty
 * @param generated the catalog's letter: {@code s} stored, {@code v} virtual, or empty
 * @param ownCollation quoted, where it is not the database's nor its type's; else empty
 * @param sequence of an identity, or of a default that calls nextval; 0 for none
 */
record ColumnFacts(
    long table,
    String name,
    NativeType type,
    String declared,
    boolean domain,
    boolean bound,
    String defaultSql,
    String identity,
    String generated,
    String expression,
    long sequence,
    boolean readable,
    String ownCollation,
    String comment) {

  static final Collation CITEXT = new Collation("citext", true, false, false);

  static ColumnFacts of(ResultSet row) throws SQLException {
    return new ColumnFacts(
        row.getLong("attrelid"),
        row.getString("name"),
        type(row),
        row.getString("declared"),
        row.getBoolean("is_domain"),
        row.getBoolean("bound"),
        orEmpty(row.getString("default_value")),
        row.getString("identity"),
        row.getString("generated"),
        orEmpty(row.getString("expression")),
        row.getLong("sequence_oid"),
        row.getBoolean("readable"),
        orEmpty(row.getString("own_collation")),
        row.getString("comment"));
  }

  private static NativeType type(ResultSet row) throws SQLException {
    Collation collation = collation(row);
    Optional<NativeType> element = Optional.empty();
    if (row.getString("element_name") != null) {
      element =
          Optional.of(
              new NativeType(
                  row.getString("element_schema"),
                  row.getString("element_name"),
                  row.getString("element_kind").charAt(0),
                  row.getInt("element_typmod"),
                  row.getString("element_native"),
                  texts(row, "element_labels"),
                  collation,
                  Optional.empty()));
    }
    return new NativeType(
        row.getString("base_schema"),
        row.getString("base_name"),
        row.getString("base_kind").charAt(0),
        row.getInt("typmod"),
        row.getString("native"),
        texts(row, "labels"),
        collation,
        element);
  }

  /**
   * Only a nondeterministic collation, and the type citext, hold different texts to be equal. An
   * ICU locale says how: level 1 ignores case and accents, level 2 case. Source: PostgreSQL manual,
   * 24.2.2.3.
   */
  private static Collation collation(ResultSet row) throws SQLException {
    if (row.getString("base_name").equals("citext")) {
      return CITEXT;
    }
    String name = row.getString("collation");
    if (name == null || row.getBoolean("deterministic")) {
      return Collation.BINARY;
    }
    return nondeterministic(name, orEmpty(row.getString("locale")));
  }

  /** What an ICU locale holds to be equal. */
  static Collation nondeterministic(String name, String locale) {
    boolean base = locale.contains("ks-level1");
    boolean keepsCase = locale.contains("kc-true");
    return new Collation(name, !keepsCase && (base || locale.contains("ks-level2")), base, false);
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  Column column(String schema, Sequences sequences) {
    LogicalType logical = PostgresTypes.fromNative(type, schema);
    Optional<Identity> numbers = numbers(logical, sequences);
    Optional<DefaultValue> byDefault =
        numbers.isPresent() || defaultSql.isEmpty()
            ? Optional.empty()
            : PostgresDefaults.parse(defaultSql, logical);
    Optional<Generated> computed =
        generated.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Generated(
                    Expression.of(PostgresTypes.ENGINE, expression), generated.equals("s")));
    return new Column(
        name, logical, declared, !bound, byDefault, numbers, computed, false, comment, evidence());
  }

  private Optional<Identity> numbers(LogicalType logical, Sequences sequences) {
    // A counter takes no NULL, which a column that merely asks a sequence by default may hold.
    boolean counts =
        !identity.isEmpty() || bound && PostgresDefaults.NEXTVAL.matcher(defaultSql).matches();
    return counts && sequence != 0 && logical instanceof LogicalType.Int
        ? Optional.of(sequences.identity(sequence, identity.equals("a")))
        : Optional.empty();
  }

  /** A type that holds less than the logical type which stands for it, after a code. */
  private String narrower() {
    boolean narrower =
        type.isBuiltIn()
            && switch (type.name()) {
              case "name", "char" -> true;
              case "bpchar" -> type.modifier() < 0;
              case "interval" -> type.modifier() >= 0;
              case "numeric" ->
                  type.modifier() >= 0
                      && !type.spelling()
                          .equals(PostgresTypes.toNative(PostgresTypes.fromNative(type, ""), ""));
              default -> false;
            };
    return narrower ? "WIDENED: declared " + type.spelling() + "; " : "";
  }

  private String evidence() {
    String meaning = narrower() + type.element().orElse(type).meaning();
    return domain
        ? "domain "
            + declared
            + " over "
            + type.spelling()
            + (meaning.isEmpty() ? "" : ": " + meaning)
        : meaning;
  }
}
