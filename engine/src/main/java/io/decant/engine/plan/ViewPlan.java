package io.decant.engine.plan;

import io.decant.connectors.spi.SchemaStep;
import io.decant.converter.schema.SchemaObject;
import io.decant.converter.schema.TableName;
import java.util.Optional;

/**
 * One view's way.
 *
 * @param object as the catalog lists it
 * @param target its name there
 * @param step makes it; empty when it stays behind
 * @param changed its query is not the source's own text
 * @param reason why it stays behind, or what is otherwise; else empty
 */
public record ViewPlan(
    SchemaObject object,
    TableName target,
    Optional<SchemaStep> step,
    boolean changed,
    String reason) {

  /** What a person should know of it; empty when it is made as it is. */
  public String remark() {
    if (step.isPresent() && changed) {
      return "its query is translated" + (reason.isEmpty() ? "" : "; " + reason);
    }
    return reason;
  }
}
