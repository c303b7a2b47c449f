package io.decant.converter.schema;

/** The kinds of object that an inventory counts; the label is the word of reports. */
public enum ObjectKind {
  TABLE("table"),
  COLUMN("column"),
  PRIMARY_KEY("primary-key"),
  UNIQUE_KEY("unique-key"),
  INDEX("index"),
  FOREIGN_KEY("foreign-key"),
  CHECK("check"),
  DEFAULT("default"),
  IDENTITY("identity"),
  GENERATED_COLUMN("generated-column"),
  COMMENT("comment"),
  PARTITION("partition"),
  VIEW("view"),
  MATERIALIZED_VIEW("materialized-view"),
  TRIGGER("trigger"),
  ROUTINE("routine"),
  EVENT("event"),
  SEQUENCE("sequence"),
  TYPE("type"),
  DOMAIN("domain"),
  LARGE_OBJECT("large-object"),
  EXTENSION("extension"),
  VIRTUAL_TABLE("virtual-table"),
  FOREIGN_TABLE("foreign-table"),
  EXCLUSION("exclusion"),
  RULE("rule"),
  POLICY("policy"),
  GRANT("grant"),
  CONSUMER_GROUP("consumer-group"),
  FILE("file");

  private final String label;

  ObjectKind(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
