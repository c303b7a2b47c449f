package io.decant.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FileNamesTest {
  private static final List<String> NAMES =
      List.of(
          "plain",
          "Customers",
          "customers",
          "CUSTOMERS",
          "cUSTOMERS",
          "a/b",
          "..",
          ".",
          ".hidden",
          "-rf",
          "a\\b",
          "c:d",
          "con",
          "CON",
          "lpt1",
          "t.part-000001",
          "t.csv.gz",
          "trailing ",
          "é",
          "e\u0301",
          "🎉",
          "100%",
          "%41",
          "A",
          "a\0b",
          "line\nbreak",
          "a~b",
          "_decant",
          "*?<>|\"");

  @Test
  void everyNameComesBackAndNoTwoAreOneOnAFileSystemWithoutCase() {
    List<String> stems = new ArrayList<>();
    for (String name : NAMES) {
      String stem = FileNames.stem(name, stems);
      assertThat(FileNames.table(stem)).isEqualTo(name);
      assertThat(stem).matches("[A-Za-z0-9_%][A-Za-z0-9_%-]*");
      stems.add(stem);
    }
    assertThat(stems.stream().map(stem -> stem.toLowerCase(Locale.ROOT)))
        .doesNotHaveDuplicates()
        .doesNotContain("con", "lpt1");
  }

  @Test
  void longNamesFitAndStayApart() {
    String one = FileNames.stem("x".repeat(300) + "1", List.of());
    String two = FileNames.stem("x".repeat(300) + "2", List.of(one));
    assertThat(one).isNotEqualToIgnoringCase(two);
    assertThat(
            FileNames.part(
                one, 999_999, new FileForm(FileForm.Format.JSONL, FileForm.Compression.ZSTD, ',')))
        .hasSizeLessThan(255);
    assertThat(FileNames.stem("é".repeat(100), List.of())).hasSizeLessThan(230);
  }

  @Test
  void namesThatNobodyEncodedStandForThemselves() {
    for (String stem : List.of("100%", "%zz", "ä b", "%ff")) {
      assertThat(FileNames.table(stem)).isEqualTo(stem);
    }
    assertThat(FileNames.withoutPart("t.part-0001")).isEqualTo("t");
    assertThat(FileNames.withoutPart(".part-0001")).isEqualTo(".part-0001");
    assertThat(FileNames.withoutPart("t.part-x")).isEqualTo("t.part-x");
  }

  @Test
  void theEndingTellsTheForm() {
    assertThat(FileForm.ofName("A.CSV.GZ", Optional.empty()))
        .contains(new FileForm(FileForm.Format.CSV, FileForm.Compression.GZIP, ','));
    assertThat(FileForm.ofName("a.tsv", Optional.empty()))
        .contains(new FileForm(FileForm.Format.CSV, FileForm.Compression.NONE, '\t'));
    assertThat(FileForm.ofName("a.csv", Optional.of(';')))
        .contains(new FileForm(FileForm.Format.CSV, FileForm.Compression.NONE, ';'));
    assertThat(FileForm.ofName("a.ndjson.zst", Optional.empty()))
        .contains(new FileForm(FileForm.Format.JSONL, FileForm.Compression.ZSTD, ','));
    assertThat(FileForm.ofName("a.gz", Optional.empty())).isEmpty();
    assertThat(FileForm.ofName("a.parquet", Optional.empty())).isEmpty();
    assertThat(FileForm.withoutEnding("a.b.csv.gz")).isEqualTo("a.b");
  }
}
