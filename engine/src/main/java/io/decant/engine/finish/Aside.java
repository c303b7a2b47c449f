package io.decant.engine.finish;

import io.decant.converter.schema.TableName;
import java.util.List;

/**
 * What can be done with tables' rows while steps are run, for whoever has no step to run. Steps
 * come first. Thread-safe.
 */
public interface Aside {
  Aside NOTHING =
      new Aside() {
        @Override
        public List<Runnable> pieces(TableName table) {
          return List.of();
        }

        @Override
        public void giveWay() {}
      };

  /**
   * The pieces of a target table; they fail without a word.
   *
   * @param table of which the keys and checks are there
   */
  List<Runnable> pieces(TableName table);

  /** A step finds no connection: none is wanted here any more. Returns at once. */
  void giveWay();
}
