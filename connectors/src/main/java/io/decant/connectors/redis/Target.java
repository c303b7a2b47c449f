package io.decant.connectors.redis;

import io.decant.connectors.redis.Layout.Form;

/**
 * Where the rows of a table are written.
 *
 * @param database that the rows are in
 * @param home the database of the ledger and of all that a run notes
 */
record Target(Form form, int database, int home) {
  static Target of(RedisServer server, Layout layout) {
    int home = server.database();
    boolean free = !server.isOneDatabase();
    int database = layout.keys().filter(keys -> free).flatMap(Keys::number).orElse(home);
    return new Target(layout.form(), database, home);
  }

  boolean isElsewhere() {
    return database != home;
  }
}
