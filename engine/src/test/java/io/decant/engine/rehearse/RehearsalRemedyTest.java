package io.decant.engine.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.engine.report.Report.Problem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RehearsalRemedyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Correct the row, or --resume with --on-error reject. | Correct the row, or rehearse again with --on-error reject.",
        "Make room on the disk, then use --resume. | Make room on the disk, then rehearse again.",
        "Free some space, then run again with --resume. | Free some space, then rehearse again.",
        "Use --resume. | Rehearse again.",
        "--resume with more. | Rehearse again with more.",
        "Grant CREATE on the schema. | Grant CREATE on the schema.",
        "'Mend the rows, then run: ALTER TABLE t\n ADD x;' | 'Correct it in the source, or map it otherwise, then rehearse again.'",
        "'Correct the cause, then --resume runs it again: CREATE INDEX i' | 'Correct it in the source, or map it otherwise, then rehearse again.'",
        "'' | ''"
      })
  void whatGoesOnWithARunIsRehearsedAgain(String ofRun, String ofRehearsal) {
    assertThat(RehearsalRemedy.of(new Problem("t", "failed", ofRun)))
        .isEqualTo(new Problem("t", "failed", ofRehearsal));
  }
}
