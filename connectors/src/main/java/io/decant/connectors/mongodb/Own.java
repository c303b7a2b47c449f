package io.decant.connectors.mongodb;

import java.util.List;

/** The collections that Decant keeps beside those that it fills. */
final class Own {
  static final String PREFIX = "_decant_";

  /** What runs there were. */
  static final String RUNS = PREFIX + "runs";

  /** How tables were divided. */
  static final String SPLITS = PREFIX + "splits";

  /** How far each unfinished split is, and who writes it. */
  static final String PROGRESS = PREFIX + "progress";

  /** Which documents an unfinished split has made. */
  static final String MADE = PREFIX + "made";

  /** The splits that are durable. */
  static final String ENTRIES = PREFIX + "entries";

  /** The steps of the schema that were run. */
  static final String STEPS = PREFIX + "steps";

  /** What tables were where they came from. */
  static final String ORIGINS = PREFIX + "origins";

  /** The tables that Decant made here, since a collection has no schema. */
  static final String TABLES = PREFIX + "tables";

  /** Before the name of a table whose rows wait to become elements of arrays. */
  static final String ARRAYS = PREFIX + "array_";

  static final List<String> ALL =
      List.of(RUNS, SPLITS, PROGRESS, MADE, ENTRIES, STEPS, ORIGINS, TABLES);

  private Own() {}
}
