package io.decant.connectors.sqlite;

import static io.decant.connectors.sqlite.SqliteCatalog.folded;

import io.decant.connectors.spi.Acceptance;
import io.decant.connectors.spi.ObjectRef;
import io.decant.connectors.spi.Remark;
import io.decant.connectors.spi.Remark.Outcome;
import io.decant.connectors.sql.ExpressionFit;
import io.decant.connectors.sql.ExpressionFit.Fitted;
import io.decant.connectors.sql.ValueType;
import io.decant.converter.DecantException.UnsupportedSchema;
import io.decant.converter.schema.Check;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.DefaultValue;
import io.decant.converter.schema.DefaultValue.Computed;
import io.decant.converter.schema.DefaultValue.CurrentTimestamp;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.Generated;
import io.decant.converter.schema.Identity;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds the nearest table that SQLite can hold. Pure. */
final class SqliteAcceptance {
  /** SQLITE_MAX_COLUMN of a default build (SQLite documentation, "Limits In SQLite"). */
  private static final int MAX_COLUMNS = 2000;

  private final Table table;
  private final boolean own;
  private final List<Remark> remarks = new ArrayList<>();

  private SqliteAcceptance(Table table) {
    this.table = table;
    this.own = table.options().contains(TableDescription.SQLITE);
  }

  static Acceptance of(Table table) {
    SqliteAcceptance acceptance = new SqliteAcceptance(table);
    return new Acceptance(acceptance.accept(), acceptance.remarks);
  }

  private Table accept() {
    requireHoldable();
    if (!table.comment().isEmpty()) {
      comment(table.name().name());
    }
    List<Column> plain = table.columns().stream().map(this::column).toList();
    ExpressionFit expressions =
        new ExpressionFit(
            SqliteGrammar.INSTANCE, SqliteConnector.SCHEME, table, plain, ValueType::of);
    SqliteIndexes indexes = new SqliteIndexes(table, expressions, this::remark);
    List<Column> columns =
        withOneStored(plain.stream().map(each -> computed(each, expressions)).toList());
    if (table.options().contains(TableDescription.STRICT) && !SqliteDdl.isStrict(columns)) {
      String reason = "no longer STRICT: it holds types now that a strict table has not";
      remark(ObjectKind.TABLE, table.name().name(), Outcome.CHANGED, "STRICT", reason);
    }
    table
        .primaryKey()
        .ifPresent(key -> indexes.merged(ObjectKind.PRIMARY_KEY, key.name(), key.columns()));
    List<Check> checks = new ArrayList<>();
    for (Check check : table.checks()) {
      Fitted fitted = expressions.condition(check.expression());
      String shown = check.name().isEmpty() ? check.expression().text() : check.name();
      if (fitted.expression().isPresent()) {
        doubted(ObjectKind.CHECK, shown, fitted);
        checks.add(new Check(check.name(), fitted.expression().get()));
      } else {
        remark(
            ObjectKind.CHECK,
            shown,
            Outcome.SKIPPED,
            "CHECK_EXPRESSION",
            "an expression of " + check.expression().engine() + ": " + check.expression());
      }
    }
    return table
        .withColumns(columns)
        .withPrimaryKey(table.primaryKey().map(key -> key(ObjectKind.PRIMARY_KEY, key)))
        .withUniqueKeys(
            table.uniqueKeys().stream()
                .map(
                    key -> {
                      indexes.merged(
                          ObjectKind.UNIQUE_KEY, label(key.name(), key.columns()), key.columns());
                      return key(ObjectKind.UNIQUE_KEY, key);
                    })
                .toList())
        .withIndexes(indexes.all())
        .withForeignKeys(table.foreignKeys().stream().map(this::foreignKey).toList())
        .withChecks(checks)
        .withComment("")
        .withOptions(options());
  }

  /** With another type for a column, the table's own statement makes another table. */
  private Set<String> options() {
    boolean asked =
        table.columns().stream().anyMatch(each -> each.nativeType().equals(Column.AS_ASKED));
    if (!asked) {
      return table.options();
    }
    Set<String> options = new HashSet<>(table.options());
    options.add(OwnStatement.OVERRULED);
    return options;
  }

  private void requireHoldable() {
    List<String> problems = new ArrayList<>();
    if (table.columns().size() > MAX_COLUMNS) {
      problems.add(
          table.name()
              + " has "
              + table.columns().size()
              + " columns, SQLite takes "
              + MAX_COLUMNS);
    }
    if (table.columns().isEmpty()) {
      problems.add(table.name() + " has no columns; SQLite needs one");
    }
    if (table.name().name().toLowerCase(Locale.ROOT).startsWith("sqlite_")) {
      problems.add(table.name() + ": names that begin with sqlite_ belong to SQLite");
    }
    Set<String> names = new HashSet<>();
    for (Column column : table.columns()) {
      if (!names.add(folded(column.name()))) {
        problems.add(
            table.name() + "." + column.name() + ": another column differs from it only in case");
      }
    }
    if (!problems.isEmpty()) {
      throw new UnsupportedSchema(
          "target sqlite:", problems, "Leave the table out with --exclude-tables, or rename it.");
    }
  }

  /** SQLite wants one column that is not computed: then the first keeps its values. */
  private List<Column> withOneStored(List<Column> columns) {
    if (columns.stream().anyMatch(column -> column.generated().isEmpty())) {
      return columns;
    }
    String reason = "a plain column that keeps the values, because SQLite wants one in every table";
    String name = columns.get(0).name();
    remark(ObjectKind.GENERATED_COLUMN, name, Outcome.CHANGED, "GENERATED_COLUMN", reason);
    List<Column> stored = new ArrayList<>(columns);
    stored.set(0, columns.get(0).withGenerated(Optional.empty()));
    return stored;
  }

  private Column column(Column column) {
    Optional<Identity> identity = identity(column);
    SqliteTypes types =
        identity.isPresent()
            ? new SqliteTypes(new Int(64, false), "INTEGER")
            : declaredHere(column) ? kept(column) : SqliteTypes.of(column.type());
    boolean large = column.type() instanceof Int whole && whole.unsigned() && whole.bits() == 64;
    if (large && identity.isEmpty() && !own) {
      String reason = "kept as text: SQLite's integers end at 9223372036854775807";
      remark(ObjectKind.COLUMN, column.name(), Outcome.CHANGED, "UNSIGNED_RANGE", reason);
    }
    if (column.onUpdateNow()) {
      remark(
          ObjectKind.COLUMN,
          column.name(),
          Outcome.CHANGED,
          "ON_UPDATE_NOW",
          "SQLite does not set a column at every update by itself");
    }
    if (!column.comment().isEmpty()) {
      comment(column.name());
    }
    return column
        .withType(types.type())
        .withNativeType(types.declared())
        .withIdentity(identity)
        .withDefaultValue(defaultValue(column))
        .withOnUpdateNow(false)
        .withComment("");
  }

  private boolean declaredHere(Column column) {
    return own && !column.nativeType().equals(Column.AS_ASKED);
  }

  /** A table that comes back from another engine has its declarations again, but our values. */
  private SqliteTypes kept(Column column) {
    if (table.options().contains(Table.SAME_ENGINE)) {
      return SqliteTypes.own(column);
    }
    if (column.type().kind() != LogicalType.Kind.VARIANT) {
      return new SqliteTypes(column.type(), column.nativeType());
    }
    boolean strict = table.options().contains(TableDescription.STRICT);
    return new SqliteTypes(column.type(), strict ? "ANY" : "");
  }

  private Optional<Identity> identity(Column column) {
    if (column.identity().isEmpty()) {
      return Optional.empty();
    }
    Identity identity = column.identity().get();
    boolean soleKey =
        table.primaryKey().map(key -> key.columns().equals(List.of(column.name()))).orElse(false);
    boolean whole =
        column.type().kind() == LogicalType.Kind.INT
            && !table.options().contains(TableDescription.WITHOUT_ROWID);
    if (!soleKey || !whole) {
      remark(
          ObjectKind.IDENTITY,
          column.name(),
          Outcome.SKIPPED,
          "IDENTITY",
          "SQLite numbers rows only in a column that is the whole INTEGER PRIMARY KEY");
      return Optional.empty();
    }
    if (column.type() instanceof Int integer && integer.unsigned() && integer.bits() == 64) {
      remark(
          ObjectKind.COLUMN,
          column.name(),
          Outcome.CHANGED,
          "UNSIGNED_RANGE",
          "SQLite's numbers end at 9223372036854775807; the next one to hand out is "
              + Long.toUnsignedString(identity.next()));
    }
    if (identity.increment() != 1) {
      remark(
          ObjectKind.IDENTITY,
          column.name(),
          Outcome.CHANGED,
          "INCREMENT",
          "SQLite counts in steps of 1, not " + identity.increment());
    }
    if (identity.always()) {
      String reason = "a number that an insert gives is taken, and not refused as before";
      remark(ObjectKind.IDENTITY, column.name(), Outcome.CHANGED, "IDENTITY_ALWAYS", reason);
    }
    if (!identity.properties().isEmpty()) {
      String reason = "a counter of its own, without: " + identity.properties();
      remark(ObjectKind.IDENTITY, column.name(), Outcome.CHANGED, "SEQUENCE", reason);
    }
    return Optional.of(new Identity(identity.next(), 1, false));
  }

  private Column computed(Column column, ExpressionFit expressions) {
    if (column.generated().isEmpty()) {
      return column;
    }
    Generated asked = column.generated().get();
    boolean key = table.primaryKey().filter(by -> by.columns().contains(column.name())).isPresent();
    Fitted fitted = expressions.value(asked.expression(), column.type());
    if (fitted.expression().isEmpty() || key && !asked.expression().isOf(SqliteConnector.SCHEME)) {
      remark(
          ObjectKind.GENERATED_COLUMN,
          column.name(),
          Outcome.CHANGED,
          "GENERATED_COLUMN",
          "a plain column that keeps the values, because its expression is the source's: "
              + asked.expression());
      return column.withGenerated(Optional.empty());
    }
    doubted(ObjectKind.GENERATED_COLUMN, column.name(), fitted);
    return column.withGenerated(
        Optional.of(new Generated(fitted.expression().get(), asked.stored())));
  }

  private void doubted(ObjectKind kind, String name, Fitted fitted) {
    fitted.doubts().forEach(doubt -> remark(kind, name, Outcome.CHANGED, "TEXT_COMPARISON", doubt));
  }

  private Optional<DefaultValue> defaultValue(Column column) {
    if (column.defaultValue().isPresent()
        && column.defaultValue().get() instanceof Computed computed
        && !computed.expression().isOf(SqliteConnector.SCHEME)) {
      Optional<DefaultValue> held =
          ExpressionFit.constant(
                  SqliteGrammar.INSTANCE,
                  SqliteConnector.SCHEME,
                  computed.expression(),
                  ValueType.of(column.type()))
              .map(Computed::new);
      if (held.isPresent()) {
        return held;
      }
      remark(
          ObjectKind.DEFAULT,
          column.name(),
          Outcome.SKIPPED,
          "DEFAULT_EXPRESSION",
          "an expression of " + computed.expression().engine() + ": " + computed.expression());
      return Optional.empty();
    }
    return column
        .defaultValue()
        .map(value -> value instanceof CurrentTimestamp now ? inUtc(now, column) : value);
  }

  private DefaultValue inUtc(CurrentTimestamp now, Column column) {
    if (!now.utc() && column.type().kind() != LogicalType.Kind.TIMESTAMP_TZ) {
      String reason = "the current time in UTC, no longer in the session's zone: SQLite has none";
      remark(ObjectKind.DEFAULT, column.name(), Outcome.CHANGED, "TIME_ZONE", reason);
    }
    return new CurrentTimestamp(now.precision(), true);
  }

  /** What a part is called that may have no name. */
  private static String label(String name, List<String> columns) {
    return name.isEmpty() ? String.join(",", columns) : name;
  }

  private Key key(ObjectKind kind, Key key) {
    String label = label(key.name(), key.columns());
    if (key.nullsEqual()) {
      String reason = "two NULLs do not collide in SQLite";
      remark(kind, label, Outcome.CHANGED, "NULLS_DISTINCT", reason);
    }
    if (key.deferrable()) {
      String reason = "SQLite checks keys at once";
      remark(kind, label, Outcome.CHANGED, "DEFERRABLE", reason);
    }
    return Key.of(key.name(), key.columns());
  }

  private ForeignKey foreignKey(ForeignKey key) {
    if (key.fullMatch() && key.columns().size() > 1) {
      String reason = "a NULL in any of its columns lifts it in SQLite";
      String label = label(key.name(), key.columns());
      remark(ObjectKind.FOREIGN_KEY, label, Outcome.CHANGED, "MATCH_FULL", reason);
    }
    if (key.deferrable() && !key.initiallyDeferred() && !own) {
      String label = label(key.name(), key.columns());
      String reason = "SQLite checks it at every statement, and knows no SET CONSTRAINTS";
      remark(ObjectKind.FOREIGN_KEY, label, Outcome.CHANGED, "DEFERRABLE", reason);
    }
    return key.withoutFullMatch();
  }

  private void comment(String name) {
    String reason = "SQLite keeps no comments";
    remark(ObjectKind.COMMENT, name, Outcome.SKIPPED, "COMMENT", reason);
  }

  private void remark(ObjectKind kind, String name, Outcome outcome, String code, String reason) {
    remarks.add(new Remark(new ObjectRef(kind, table.name(), name), outcome, code, reason));
  }
}
