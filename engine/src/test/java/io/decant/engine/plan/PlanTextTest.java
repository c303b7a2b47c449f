package io.decant.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decant.converter.DecantException.Role;
import io.decant.converter.DecantException.UnsupportedSchema;
import io.decant.engine.Migration;
import io.decant.engine.MigrationSpec;
import io.decant.engine.MigrationSpec.Selection;
import io.decant.engine.event.MigrationListener;
import io.decant.engine.testing.MigrationProcess;
import io.decant.engine.testing.Shop;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A golden file is changed by hand, after looking at what the failure shows. */
class PlanTextTest {
  @TempDir Path folder;

  private MigrationPlan plan(Selection selection) {
    String from = UUID.randomUUID().toString();
    Shop.fill(from, 10);
    Path target = folder.resolve("shop.db");
    MigrationSpec spec =
        MigrationSpec.of(
                Shop.source("memory", from), MigrationProcess.endpoint(Role.TARGET, target))
            .with(selection);
    return new Migration(spec, MigrationListener.SILENT).plan();
  }

  private static String golden(String name) {
    try (InputStream in = PlanTextTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String withoutPlaces(String text) {
    return text.replaceFirst("Plan: .*", "Plan: (source) -> (target)");
  }

  @Test
  void aPlanReadsAsInTheGoldenFile() {
    String text = PlanText.of(plan(Selection.ALL));
    assertThat(withoutPlaces(text)).isEqualTo(golden("shop.plan.txt"));
  }

  @Test
  void whatStaysBehindIsNamed() {
    Selection selection = new Selection(List.of("payment=paid"), List.of(), List.of());
    assertThat(withoutPlaces(PlanText.of(plan(selection)))).isEqualTo(golden("part.plan.txt"));
  }

  @Test
  void namesThatTheTargetTakesForOneAreFoundBeforeAnythingIsWritten() {
    Selection selection = new Selection(List.of("payment=Customer", "*"), List.of(), List.of());
    assertThatThrownBy(() -> plan(selection))
        .isInstanceOf(UnsupportedSchema.class)
        .hasMessageContaining("NAME_COLLISION: customer and payment would both be customer");
  }

  @Test
  void theStatementsAloneAreAScript() {
    assertThat(PlanText.ddl(plan(Selection.ALL))).isEqualTo(golden("shop.ddl.sql"));
  }

  @Test
  void theDigestIsOfWhatIsCopiedWhere() {
    String whole = plan(Selection.ALL).digest();
    Selection part = new Selection(List.of("payment"), List.of(), List.of());
    assertThat(plan(part).digest()).isNotEqualTo(whole).hasSize(64);
  }
}
