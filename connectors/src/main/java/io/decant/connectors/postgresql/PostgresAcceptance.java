package io.decant.connectors.postgresql;

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
import io.decant.converter.schema.Expression;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.Generated;
import io.decant.converter.schema.Identity;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Enumerated;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The nearest table that PostgreSQL can hold, and what is different about it. For one table. */
final class PostgresAcceptance {
  /** Source: MaxHeapAttributeNumber in PostgreSQL. */
  private static final int MAX_COLUMNS = 1600;

  private final Table asked;
  private final TableName name;
  private final List<Remark> remarks = new ArrayList<>();
  private final List<Check> enumChecks = new ArrayList<>();

  private PostgresAcceptance(Table asked) {
    this.asked = asked;
    this.name =
        new TableName(
            PostgresNames.shortened(PostgresDialect.schema(asked.name())),
            PostgresNames.shortened(asked.name().name()));
  }

  static Acceptance accept(Table asked) {
    return new PostgresAcceptance(asked).accept();
  }

  private Acceptance accept() {
    if (asked.columns().size() > MAX_COLUMNS) {
      throw new UnsupportedSchema(
          asked.name().toString(),
          List.of(
              asked.name()
                  + ": TOO_MANY_COLUMNS, it has "
                  + asked.columns().size()
                  + " and PostgreSQL takes "
                  + MAX_COLUMNS),
          "Leave the table out with --exclude-tables.");
    }
    if (!name.name().equals(asked.name().name())) {
      renamed(ObjectKind.TABLE, asked.name().name(), name.name());
    }
    List<Column> plain = asked.columns().stream().map(this::column).toList();
    ExpressionFit expressions =
        new ExpressionFit(
            PostgresGrammar.INSTANCE, PostgresTypes.ENGINE, asked, plain, ValueType::of);
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < plain.size(); i++) {
      columns.add(
          plain.get(i).withGenerated(generated(asked.columns().get(i), plain.get(i), expressions)));
    }
    AcceptedKeys keys = new AcceptedKeys(asked, name, columns, expressions, remarks);
    Set<String> options = new HashSet<>(asked.options());
    options.add(TableDescription.OWN_NAMES);
    Table table =
        new Table(
            name,
            columns,
            keys.primaryKey(),
            keys.uniqueKeys(),
            keys.indexes(),
            asked.foreignKeys().stream().map(this::foreignKey).toList(),
            checks(expressions),
            asked.comment().replace("\0", ""),
            asked.statistics(),
            options);
    return new Acceptance(table, remarks);
  }

  private Column column(Column column) {
    String newName = PostgresNames.column(column.name());
    if (!newName.equals(column.name())) {
      renamed(ObjectKind.COLUMN, column.name(), newName);
    }
    AcceptedType accepted = AcceptedType.of(column.withName(newName), name.name());
    LogicalType type = accepted.type();
    if (!accepted.code().isEmpty()) {
      changed(ObjectKind.COLUMN, column.name(), accepted.code(), accepted.reason());
    }
    if (column.type() instanceof Enumerated labels && type.kind() == LogicalType.Kind.TEXT) {
      enumChecks.add(labelCheck(newName, labels));
    }
    if (column.onUpdateNow()) {
      changed(
          ObjectKind.COLUMN,
          column.name(),
          "ON_UPDATE_NOW",
          "an update no longer sets the time; PostgreSQL needs a trigger for that");
    }
    Optional<Identity> identity = identity(column, type);
    Optional<DefaultValue> value =
        identity.isPresent() || column.generated().isPresent()
            ? Optional.empty()
            : defaultValue(column, type);
    return new Column(
        newName,
        type,
        nativeType(column, type),
        column.nullable() && identity.isEmpty(),
        value,
        identity,
        Optional.empty(),
        false,
        column.comment().replace("\0", ""),
        column.evidence());
  }

  /** An oid stays one, though it passes as a number; money becomes the number that it shows. */
  private String nativeType(Column column, LogicalType type) {
    if (column.nativeType().equals(PostgresTypes.OID)
        && type.equals(new LogicalType.Int(64, false))) {
      return PostgresTypes.OID;
    }
    String held = PostgresTypes.toNative(type, PostgresDdl.enumName(name, type));
    if (column.nativeType().startsWith("money")) {
      changed(ObjectKind.COLUMN, column.name(), "MONEY", held + ": its currency stays behind");
    }
    return held;
  }

  private Check labelCheck(String column, Enumerated type) {
    String labels =
        type.labels().stream()
            .map(PostgresDialect.INSTANCE::literal)
            .collect(Collectors.joining(", "));
    return new Check(
        PostgresNames.shortened(name.name() + "_" + column + "_check"),
        Expression.of(
            PostgresTypes.ENGINE, PostgresDialect.INSTANCE.quote(column) + " IN (" + labels + ")"));
  }

  private Optional<Identity> identity(Column column, LogicalType type) {
    if (column.identity().isPresent() && !(type instanceof LogicalType.Int)) {
      skipped(
          ObjectKind.IDENTITY,
          column.name(),
          "IDENTITY_TYPE",
          "only whole numbers up to 9223372036854775807 count by themselves; next would be "
              + (column.identity().get().next() == Long.MAX_VALUE
                  ? "a larger one"
                  : column.identity().get().next()));
      return Optional.empty();
    }
    column
        .identity()
        .filter(identity -> !identity.properties().isEmpty())
        .ifPresent(
            identity ->
                changed(
                    ObjectKind.IDENTITY,
                    column.name(),
                    "SEQUENCE",
                    "a counter of its own, without: " + identity.properties()));
    return column.identity();
  }

  private Optional<Generated> generated(Column column, Column plain, ExpressionFit expressions) {
    if (column.generated().isEmpty()) {
      return Optional.empty();
    }
    Generated asIs = column.generated().get();
    Expression by = asIs.expression();
    Fitted fitted = expressions.value(by, plain.type());
    if (fitted.expression().isEmpty()
        || by.isOf(PostgresTypes.ENGINE) && namesOthers(by.text())
        || expressions.names(fitted.expression().get(), generatedColumns())) {
      changed(
          ObjectKind.GENERATED_COLUMN,
          column.name(),
          "GENERATED_EXPRESSION",
          "a plain column of type "
              + plain.type()
              + ", because its expression is "
              + by.engine()
              + "'s own");
      return Optional.empty();
    }
    doubted(ObjectKind.GENERATED_COLUMN, column.name(), fitted);
    if (!asIs.stored()) {
      changed(
          ObjectKind.GENERATED_COLUMN,
          column.name(),
          "GENERATED_STORED",
          "stored, because not every PostgreSQL computes on reading");
    }
    return Optional.of(new Generated(fitted.expression().get(), true));
  }

  /** PostgreSQL computes no column from computed ones. */
  private List<String> generatedColumns() {
    return asked.columns().stream()
        .filter(column -> column.generated().isPresent())
        .map(column -> PostgresNames.column(column.name()))
        .toList();
  }

  private void doubted(ObjectKind kind, String object, Fitted fitted) {
    fitted.doubts().forEach(doubt -> changed(kind, object, "TEXT_COMPARISON", doubt));
  }

  private Optional<DefaultValue> defaultValue(Column column, LogicalType type) {
    if (column.defaultValue().isEmpty()) {
      return Optional.empty();
    }
    DefaultValue value = own(neutral(column, column.defaultValue().get()), type);
    if (AcceptedDefault.sql(value, type).isPresent()) {
      return Optional.of(value);
    }
    skipped(
        ObjectKind.DEFAULT,
        column.name(),
        AcceptedDefault.isZeroDate(value) ? "ZERO_DATE_DEFAULT" : "DEFAULT_EXPRESSION",
        "PostgreSQL has no such default for " + type + ": " + value);
    return Optional.empty();
  }

  private static DefaultValue own(DefaultValue value, LogicalType type) {
    return value instanceof DefaultValue.Computed computed
        ? ExpressionFit.constant(
                PostgresGrammar.INSTANCE,
                PostgresTypes.ENGINE,
                computed.expression(),
                ValueType.of(type))
            .<DefaultValue>map(DefaultValue.Computed::new)
            .orElse(value)
        : value;
  }

  /** A set's labels are an array here. */
  private static DefaultValue neutral(Column column, DefaultValue value) {
    if (column.type().kind() == LogicalType.Kind.SET
        && value instanceof DefaultValue.Literal text) {
      String labels =
          text.text().isEmpty()
              ? ""
              : "\""
                  + text.text().replace("\\", "\\\\").replace("\"", "\\\"").replace(",", "\",\"")
                  + "\"";
      return new DefaultValue.Literal("[" + labels + "]");
    }
    return value;
  }

  private ForeignKey foreignKey(ForeignKey key) {
    List<String> columns = key.columns().stream().map(PostgresNames::column).toList();
    String keyName =
        key.name().isEmpty() ? name.name() + "_" + String.join("_", columns) + "_fkey" : key.name();
    return new ForeignKey(
        PostgresNames.shortened(keyName),
        columns,
        new TableName(
            PostgresNames.shortened(PostgresDialect.schema(key.target())),
            PostgresNames.shortened(key.target().name())),
        key.targetColumns().stream().map(PostgresNames::column).toList(),
        key.onDelete(),
        key.onUpdate(),
        key.deferrable(),
        key.initiallyDeferred(),
        key.validated() || !asked.options().contains(TableDescription.OWN_NAMES),
        key.fullMatch());
  }

  private List<Check> checks(ExpressionFit expressions) {
    List<Check> checks = new ArrayList<>();
    int number = 0;
    for (Check check : asked.checks()) {
      number++;
      String checkName = check.name().isEmpty() ? name.name() + "_check" + number : check.name();
      Expression by = check.expression();
      String shown = check.name().isEmpty() ? by.text() : check.name();
      Fitted fitted = expressions.condition(by);
      if (fitted.expression().isPresent()
          && !(by.isOf(PostgresTypes.ENGINE) && namesOthers(by.text()))) {
        doubted(ObjectKind.CHECK, shown, fitted);
        checks.add(new Check(PostgresNames.shortened(checkName), fitted.expression().get()));
      } else {
        skipped(
            ObjectKind.CHECK, shown, "CHECK_EXPRESSION", by.engine() + "'s own expression: " + by);
      }
    }
    enumChecks.stream().filter(check -> !checks.contains(check)).forEach(checks::add);
    return checks;
  }

  /** The enums of the table's own columns are made with it. */
  private boolean namesOthers(String sql) {
    return AcceptedKeys.namesOthers(asked, sql);
  }

  private void renamed(ObjectKind kind, String from, String to) {
    changed(
        kind, from, "NAME_SHORTENED", "is called " + to + ", the nearest name PostgreSQL takes");
  }

  private void changed(ObjectKind kind, String object, String code, String reason) {
    remarks.add(
        new Remark(new ObjectRef(kind, asked.name(), object), Outcome.CHANGED, code, reason));
  }

  private void skipped(ObjectKind kind, String object, String code, String reason) {
    remarks.add(
        new Remark(new ObjectRef(kind, asked.name(), object), Outcome.SKIPPED, code, reason));
  }
}
