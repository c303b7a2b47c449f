package io.decant.engine.assess;

import io.decant.connectors.spi.Finding;
import io.decant.connectors.spi.Position;
import io.decant.converter.schema.TableName;
import io.decant.engine.copy.TableTally;
import io.decant.engine.plan.MigrationPlan;
import io.decant.engine.report.AssessmentReport;
import java.util.List;
import java.util.Map;

/**
 * An assessment, and what it was made from.
 *
 * @param plan that a migration would follow
 * @param samples what the sample of each table told, by target name, in the form of a tally of
 *     which nothing is durable
 * @param rows how many each table has, by source name; none for one of which nobody knows
 */
public record Assessed(
    MigrationPlan plan,
    Map<TableName, TableTally> samples,
    Map<TableName, Long> rows,
    List<Finding> findings,
    String targetProduct,
    Position position,
    AssessmentReport assessment) {
  public Assessed {
    samples = Map.copyOf(samples);
    rows = Map.copyOf(rows);
    findings = List.copyOf(findings);
  }
}
