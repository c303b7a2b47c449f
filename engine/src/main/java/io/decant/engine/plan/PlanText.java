package io.decant.engine.plan;

/** A plan for people. */
public final class PlanText {
  private PlanText() {}

  /** Tables, columns, losses, statements, and what stays behind. */
  public static String of(MigrationPlan plan) {
    throw new UnsupportedOperationException(plan.digest());
  }

  /** The statements alone, as a script of the target's language. */
  public static String ddl(MigrationPlan plan) {
    throw new UnsupportedOperationException(plan.digest());
  }
}
