package io.decant.connectors.mysql;

import io.decant.connectors.spi.Acceptance;
import io.decant.connectors.spi.ObjectRef;
import io.decant.connectors.spi.Remark;
import io.decant.connectors.spi.Remark.Outcome;
import io.decant.connectors.sql.ExpressionFit.Fitted;
import io.decant.converter.DecantException.UnsupportedSchema;
import io.decant.converter.schema.Check;
import io.decant.converter.schema.Collation;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.DefaultValue;
import io.decant.converter.schema.Generated;
import io.decant.converter.schema.Identity;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Kind;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.Statistics;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a table fit a server: columns here, their room in {@link RowFit}, keys in {@link KeyFit},
 * indexes in {@link IndexFit}. One object serves one table.
 */
final class TableFit {
  /** The names of foreign keys are MySQL's own, distinct in their database. */
  static final String OWN_NAMES = "mysql-names";

  /** The option of a table whose later columns are compared by a collation of their own. */
  static final String COLLATION = "collation=";

  /** InnoDB's own limit, below MySQL's of 4096. */
  private static final int MAX_COLUMNS = 1017;

  private final Table table;
  private final ServerTraits traits;
  private final TableName name;
  private final List<Remark> remarks = new ArrayList<>();
  private final Map<String, String> names = new HashMap<>();
  private final KeyColumns keyColumns;
  private final KeyFit keys;

  private TableFit(Table table, ServerTraits traits) {
    this.table = table;
    this.traits = traits;
    this.name = TableName.of(Names.table(table.name().name(), traits));
    Names distinct = new Names();
    for (Column column : table.columns()) {
      names.put(column.name(), distinct.distinct(column.name()));
    }
    this.keyColumns = new KeyColumns(table);
    this.keys = new KeyFit(table, names, traits, this::remark);
  }

  static Acceptance of(Table table, ServerTraits traits) {
    return new TableFit(table, traits).fit();
  }

  private Acceptance fit() {
    if (table.columns().isEmpty()) {
      throw new UnsupportedSchema(
          table.name().toString(),
          List.of(table.name() + " has no column; a table here needs one"),
          "Leave the table out with --exclude-tables.");
    }
    if (table.columns().size() > MAX_COLUMNS) {
      throw new UnsupportedSchema(
          table.name().toString(),
          List.of(
              table.name()
                  + " has "
                  + table.columns().size()
                  + " columns; InnoDB holds at most "
                  + MAX_COLUMNS),
          "Leave columns out, or divide the table.");
    }
    renamed(ObjectKind.TABLE, table.name().name(), name.name());
    List<Column> columns = new ArrayList<>();
    for (Column column : table.columns()) {
      columns.add(column(column));
    }
    Optional<Key> primaryKey = keys.primaryKey();
    new RowFit(table, keyColumns, traits, this::remark).fit(columns, primaryKey);
    MySqlExpressions expressions = new MySqlExpressions(table, columns, traits);
    for (int i = 0; i < columns.size(); i++) {
      columns.set(
          i,
          columns
              .get(i)
              .withGenerated(generated(table.columns().get(i), expressions, columns.get(i))));
    }
    for (String option : table.options()) {
      if (option.startsWith("engine=")) {
        remark(
            ObjectKind.TABLE,
            table.name().name(),
            Outcome.CHANGED,
            "ENGINE",
            "InnoDB instead of " + option.substring(7));
      }
    }
    Set<String> options = new HashSet<>(table.options());
    options.removeIf(option -> option.startsWith("engine="));
    options.add(OWN_NAMES);
    List<Key> uniqueKeys = keys.uniqueKeys();
    IndexFit indexes = new IndexFit(table, names, traits, this::remark);
    Table accepted =
        new Table(
            name,
            columns,
            primaryKey,
            uniqueKeys,
            indexes.indexes(columns, uniqueKeys, expressions),
            keys.foreignKeys(),
            checks(expressions),
            shortened(table.name().name(), table.comment(), 2048),
            table.statistics() == null ? Statistics.UNKNOWN : table.statistics(),
            options);
    return new Acceptance(accepted, remarks);
  }

  /** What later columns of the table are compared by. */
  static Collation collation(Table accepted, ServerTraits traits) {
    return accepted.options().stream()
        .filter(option -> option.startsWith(COLLATION))
        .map(option -> traits.collations().get(option.substring(COLLATION.length())))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(traits.textCollation());
  }

  private Column column(Column column) {
    String fitting = names.getOrDefault(column.name(), column.name());
    renamed(ObjectKind.COLUMN, column.name(), fitting);
    ColumnFit fit = ColumnFit.of(column, keyColumns.roomFor(column), traits);
    if (!fit.code().isEmpty()) {
      remark(ObjectKind.COLUMN, column.name(), Outcome.CHANGED, fit.code(), fit.reason());
    }
    boolean utc = column.type().kind() == Kind.TIMESTAMP_TZ;
    Column held =
        new Column(
            fitting,
            fit.type(),
            fit.ddl(),
            column.nullable() && !keyColumns.isPrimary(column.name()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            shortened(column.name(), column.comment(), 1024),
            column.evidence());
    if (column.generated().isPresent()) {
      return held;
    }
    held = held.withIdentity(identity(column, fit.type()));
    boolean timestamp =
        fit.type().kind() == Kind.TIMESTAMP || fit.type().kind() == Kind.TIMESTAMP_TZ;
    held = held.withOnUpdateNow(column.onUpdateNow() && timestamp);
    return held.identity().isPresent()
        ? held
        : held.withDefaultValue(defaultValue(column, fit.type(), utc));
  }

  private Optional<Generated> generated(Column column, MySqlExpressions expressions, Column held) {
    if (column.generated().isEmpty()) {
      return Optional.empty();
    }
    Generated generated = column.generated().get();
    Fitted fitted = expressions.value(generated.expression(), held.type());
    if (fitted.expression().isEmpty()) {
      remark(
          ObjectKind.GENERATED_COLUMN,
          column.name(),
          Outcome.CHANGED,
          "GENERATED_EXPRESSION",
          "a plain column with the values of now: " + generated.expression());
    }
    doubted(ObjectKind.GENERATED_COLUMN, column.name(), fitted);
    return fitted.expression().map(by -> new Generated(by, generated.stored()));
  }

  private void doubted(ObjectKind kind, String object, Fitted fitted) {
    fitted
        .doubts()
        .forEach(doubt -> remark(kind, object, Outcome.CHANGED, "TEXT_COMPARISON", doubt));
  }

  private Optional<Identity> identity(Column column, LogicalType type) {
    return column
        .identity()
        .filter(
            identity -> {
              String reason =
                  type.kind() != Kind.INT
                      ? "only whole numbers count by themselves"
                      : !keyColumns.leadsAKey(column.name())
                          ? "an AUTO_INCREMENT column must lead a key"
                          : !column.equals(firstIdentity())
                              ? "a table has one AUTO_INCREMENT column at most"
                              : "";
              if (!reason.isEmpty()) {
                remark(
                    ObjectKind.IDENTITY, column.name(), Outcome.SKIPPED, "AUTO_INCREMENT", reason);
              }
              return reason.isEmpty();
            })
        .map(
            identity -> {
              remarkCounter(column.name(), identity);
              return new Identity(Math.max(1, identity.next()), 1, false);
            });
  }

  private void remarkCounter(String column, Identity identity) {
    if (identity.always()) {
      String reason = "a number that an insert gives is taken, and not refused as before";
      remark(ObjectKind.IDENTITY, column, Outcome.CHANGED, "IDENTITY_ALWAYS", reason);
    }
    List<String> lost = new ArrayList<>();
    if (identity.increment() != 1) {
      lost.add("counts up by 1 instead of by " + identity.increment());
    }
    if (!identity.properties().isEmpty()) {
      lost.add("a counter of its own, without: " + identity.properties());
    }
    if (!lost.isEmpty()) {
      remark(ObjectKind.IDENTITY, column, Outcome.CHANGED, "SEQUENCE", String.join("; ", lost));
    }
  }

  private Column firstIdentity() {
    return table.columns().stream()
        .filter(column -> column.identity().isPresent())
        .filter(column -> keyColumns.leadsAKey(column.name()) && column.type().kind() == Kind.INT)
        .findFirst()
        .orElseThrow();
  }

  private Optional<DefaultValue> defaultValue(Column column, LogicalType type, boolean utc) {
    if (column.defaultValue().isEmpty()) {
      return Optional.empty();
    }
    Optional<DefaultValue> held =
        Defaults.accept(column, type, utc && type.kind() == Kind.TIMESTAMP, traits);
    if (held.isEmpty()) {
      remark(
          ObjectKind.DEFAULT,
          column.name(),
          Outcome.SKIPPED,
          "DEFAULT_EXPRESSION",
          "no default here: " + column.defaultValue().get());
    }
    boolean clock = type.kind() == Kind.TIMESTAMP && held.filter(TableFit::isLocal).isPresent();
    if (clock && (utc || !isLocal(column.defaultValue().get()))) {
      remark(
          ObjectKind.DEFAULT,
          column.name(),
          Outcome.CHANGED,
          "TIME_ZONE",
          "the current time in the session's zone, no longer in UTC: this server takes no"
              + " expression as a default");
    }
    return held;
  }

  private static boolean isLocal(DefaultValue value) {
    return value instanceof DefaultValue.CurrentTimestamp now && !now.utc();
  }

  private List<Check> checks(MySqlExpressions expressions) {
    List<Check> kept = new ArrayList<>();
    for (Check check : table.checks()) {
      Fitted fitted = expressions.condition(check.expression());
      String shown = check.name().isEmpty() ? check.expression().text() : check.name();
      if (traits.checks() && fitted.expression().isPresent()) {
        doubted(ObjectKind.CHECK, shown, fitted);
        kept.add(
            new Check(
                check.name().isEmpty() ? "" : Names.fit(check.name()), fitted.expression().get()));
      } else {
        remark(
            ObjectKind.CHECK,
            shown,
            Outcome.SKIPPED,
            "CHECK_EXPRESSION",
            traits.checks()
                ? "written for another engine: " + check.expression()
                : "this server does not enforce checks");
      }
    }
    return kept;
  }

  private void renamed(ObjectKind kind, String from, String to) {
    if (!from.equals(to)) {
      remark(kind, from, Outcome.CHANGED, "NAME", "renamed to " + to);
    }
  }

  private void remark(ObjectKind kind, String object, Outcome outcome, String code, String reason) {
    remarks.add(new Remark(new ObjectRef(kind, table.name(), object), outcome, code, reason));
  }

  private String shortened(String object, String comment, int characters) {
    if (comment.codePointCount(0, comment.length()) <= characters) {
      return comment;
    }
    String reason = "its first " + characters + " characters: a comment has no more here";
    remark(ObjectKind.COMMENT, object, Outcome.CHANGED, "COMMENT_LENGTH", reason);
    return comment.substring(0, comment.offsetByCodePoints(0, characters));
  }

  /** The name that a key goes by in remarks. */
  static String label(Key key) {
    return key.name().isEmpty() ? String.join(",", key.columns()) : key.name();
  }
}
