package io.decant.engine.create;

import io.decant.converter.DecantException.UnsupportedSchema;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import io.decant.engine.Run;
import io.decant.engine.plan.TablePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at the tables that the user's own statements have made, before a row is written: rows are
 * converted to the types of the plan, so these must be the types that are there.
 */
public final class WrittenTables {
  private final Run run;

  public WrittenTables(Run run) {
    this.run = run;
  }

  /**
   * @throws UnsupportedSchema a column is missing or of another type; lists all of them
   */
  public void requireAsPlanned() {
    List<Table> written =
        run.plan().tables().stream()
            .filter(table -> !table.existing())
            .map(TablePlan::target)
            .filter(table -> run.plan().written().contains(table.name()))
            .toList();
    if (written.isEmpty()) {
      return;
    }
    Map<TableName, Table> there =
        run.targetTables().declared(written.stream().map(Table::name).toList());
    List<String> problems = new ArrayList<>();
    for (Table table : written) {
      Table made = there.get(table.name());
      if (made == null) {
        problems.add("its statement makes no table " + table.name());
      } else {
        compare(table, made, problems);
      }
    }
    if (!problems.isEmpty()) {
      throw new UnsupportedSchema(
          "statements of the plan",
          problems,
          "No row was written. Correct the statements, or the columns' to: under tables, and use"
              + " --if-exists drop.");
    }
  }

  private static void compare(Table planned, Table made, List<String> problems) {
    for (Column column : planned.storedColumns()) {
      String place = planned.name() + "." + column.name();
      Optional<Column> there =
          made.columns().stream()
              .filter(each -> each.name().equalsIgnoreCase(column.name()))
              .findFirst();
      if (there.isEmpty()) {
        problems.add(place + " is not made by its table's statement");
      } else if (!isAlike(column, there.get())) {
        problems.add(
            place
                + " is "
                + there.get().nativeType()
                + " by its table's statement, but "
                + column.nativeType()
                + " in the plan");
      }
    }
  }

  /** A database may spell a type otherwise than it was told. */
  private static boolean isAlike(Column planned, Column made) {
    return planned.nativeType().equalsIgnoreCase(made.nativeType())
        || planned.type().toString().equals(made.type().toString());
  }
}
