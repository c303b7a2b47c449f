package io.decant.engine.plan;

import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.SchemaStep;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.TableName;
import io.decant.engine.Mapping;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * One number for everything that decides which values are copied where. Names, types and what
 * becomes of values that do not fit are in it, errors and speed are not: a run that stopped at a
 * bad row may be resumed with {@code --on-error reject}.
 */
final class PlanDigest {
  private final MessageDigest sha256;

  private PlanDigest() throws NoSuchAlgorithmException {
    this.sha256 = MessageDigest.getInstance("SHA-256");
  }

  static String of(Endpoint source, Mapping mapping, List<TablePlan> tables) {
    try {
      PlanDigest digest = new PlanDigest();
      digest.add(source.canonical().toString());
      digest.add(mapping.values().toString());
      tables.forEach(digest::add);
      return HexFormat.of().formatHex(digest.sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * With the user's own statements for tables: a run that has begun with them is not resumed with
   * others.
   */
  static String with(String digest, List<SchemaStep> steps, Set<TableName> written) {
    if (written.isEmpty()) {
      return digest;
    }
    try {
      PlanDigest more = new PlanDigest();
      more.add(digest);
      steps.stream()
          .filter(step -> step.stage() == SchemaStep.Stage.TABLE && written.contains(step.table()))
          .map(SchemaStep::statement)
          .sorted()
          .forEach(more::add);
      return HexFormat.of().formatHex(more.sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private void add(TablePlan table) {
    add(table.name().schema());
    add(table.name().name());
    add(table.filter());
    add(table.target().name().schema());
    add(table.target().name().name());
    for (int i = 0; i < table.conversions().size(); i++) {
      add(table.readColumns().get(i));
      add(table.writtenColumns().get(i));
      add(table.conversions().get(i).name());
    }
  }

  private void add(Column column) {
    add(column.name());
    add(column.type().toString());
    add(column.nativeType());
  }

  /** The length first, so that no two lists of texts run into the same bytes. */
  private void add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    sha256.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
    sha256.update(bytes);
  }
}
