package io.decant.converter.schema;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * One column.
 *
 * @param name as the database holds it
 * @param type logical type of its values
 * @param nativeType the type as the database spells it, for the report and for messages; {@link
 *     #AS_ASKED} of a column that a sink is asked for with a type of the user's choice
 * @param nullable may hold NULL
 * @param defaultValue what an insert that leaves the column out stores
 * @param identity present when the database numbers the rows itself
 * @param generated present when the database computes the value from other columns; such a column
 *     is never written
 * @param onUpdateNow set to the current time by every update (MySQL's ON UPDATE CURRENT_TIMESTAMP)
 * @param comment empty when there is none
 * @param evidence why this type was chosen where the declaration left a choice, in words for the
 *     plan; else empty
 */
public record Column(
    String name,
    LogicalType type,
    String nativeType,
    boolean nullable,
    Optional<DefaultValue> defaultValue,
    Optional<Identity> identity,
    Optional<Generated> generated,
    boolean onUpdateNow,
    String comment,
    String evidence) {

  /** In place of the source's spelling where a user has chosen another type: no database's own. */
  public static final String AS_ASKED = "as asked";

  public Column {
    requireNonNull(name, "name");
    requireNonNull(type, "type");
  }

  /**
   * The code that the evidence begins with, before a colon, where the data made the type another
   * than was declared: {@code WIDENED}, {@code MIXED_STORAGE}. Empty for none; with one, the report
   * calls the column changed.
   */
  public String evidenceCode() {
    int colon = evidence.indexOf(':');
    boolean coded = colon > 0 && evidence.substring(0, colon).matches("[A-Z][A-Z0-9_]+");
    return coded ? evidence.substring(0, colon) : "";
  }

  /** The types of columns, in their order. */
  public static List<LogicalType> types(List<Column> columns) {
    return columns.stream().map(Column::type).toList();
  }

  /** A plain nullable column. */
  public static Column of(String name, LogicalType type) {
    return new Column(
        name,
        type,
        type.toString(),
        true,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        "",
        "");
  }

  public Column withName(String newName) {
    return new Column(
        newName,
        type,
        nativeType,
        nullable,
        defaultValue,
        identity,
        generated,
        onUpdateNow,
        comment,
        evidence);
  }

  public Column withType(LogicalType newType) {
    return new Column(
        name,
        newType,
        nativeType,
        nullable,
        defaultValue,
        identity,
        generated,
        onUpdateNow,
        comment,
        evidence);
  }

  public Column withNativeType(String newNativeType) {
    return new Column(
        name,
        type,
        newNativeType,
        nullable,
        defaultValue,
        identity,
        generated,
        onUpdateNow,
        comment,
        evidence);
  }

  public Column withNullable(boolean newNullable) {
    return new Column(
        name,
        type,
        nativeType,
        newNullable,
        defaultValue,
        identity,
        generated,
        onUpdateNow,
        comment,
        evidence);
  }

  public Column withDefaultValue(Optional<DefaultValue> newDefault) {
    return new Column(
        name,
        type,
        nativeType,
        nullable,
        newDefault,
        identity,
        generated,
        onUpdateNow,
        comment,
        evidence);
  }

  public Column withIdentity(Optional<Identity> newIdentity) {
    return new Column(
        name,
        type,
        nativeType,
        nullable,
        defaultValue,
        newIdentity,
        generated,
        onUpdateNow,
        comment,
        evidence);
  }

  public Column withGenerated(Optional<Generated> newGenerated) {
    return new Column(
        name,
        type,
        nativeType,
        nullable,
        defaultValue,
        identity,
        newGenerated,
        onUpdateNow,
        comment,
        evidence);
  }

  public Column withOnUpdateNow(boolean newOnUpdateNow) {
    return new Column(
        name,
        type,
        nativeType,
        nullable,
        defaultValue,
        identity,
        generated,
        newOnUpdateNow,
        comment,
        evidence);
  }

  public Column withComment(String newComment) {
    return new Column(
        name,
        type,
        nativeType,
        nullable,
        defaultValue,
        identity,
        generated,
        onUpdateNow,
        newComment,
        evidence);
  }

  public Column withEvidence(String newEvidence) {
    return new Column(
        name,
        type,
        nativeType,
        nullable,
        defaultValue,
        identity,
        generated,
        onUpdateNow,
        comment,
        newEvidence);
  }
}
