package io.decant.engine;

/** How much of a migration is asked for. */
enum Scope {
  ALL("migrate"),
  SCHEMA("migrate-schema"),
  DATA("migrate-data");

  private final String command;

  Scope(String command) {
    this.command = command;
  }

  String command() {
    return command;
  }

  boolean makesTables() {
    return this != DATA;
  }

  boolean copiesRows() {
    return this != SCHEMA;
  }
}
