package io.decant.connectors.sql;

import io.decant.connectors.sql.Scope.Field;
import java.util.List;

/** The tables and views that a query can name. */
public interface Relations {

  /**
   * A table or view.
   *
   * @param written its quoted name in what is written
   */
  record Known(String written, List<Field> fields) {
    public Known {
      fields = List.copyOf(fields);
    }
  }

  /**
   * @throws Uncertain there is none, or it does not come along
   */
  Known find(Query.Source source);
}
