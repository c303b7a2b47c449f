package io.decant.connectors.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** CSV of other programs, and of our own, taken apart. */
class CsvRecordsTest {

  @Test
  void fieldsAreTakenAsTheStandardHasThem() throws IOException {
    assertThat(records("a,b\r\n\"x,1\",\"say \"\"hi\"\"\"\n\n,\"\"\n\"two\r\nlines\",3", ',', 2))
        .containsExactly(
            "1: [a] [b]", "2: [x,1] [say \"hi\"]", "4: NULL []", "5: [two\r\nlines] [3]");
  }

  @Test
  void aMarkAtTheBeginningIsNoPartOfTheFirstName() throws IOException {
    assertThat(records("\uFEFFa;b\n1;2\n", ';', 2)).containsExactly("1: [a] [b]", "2: [1] [2]");
  }

  @Test
  void anEmptyLineIsARowOnlyWhereThereIsOneColumn() throws IOException {
    assertThat(records("a\n\n\n", ',', 1)).containsExactly("1: [a]", "2: NULL", "3: NULL");
    assertThat(records("", ',', 1)).isEmpty();
    assertThat(records("a,\n,", ',', 2)).containsExactly("1: [a] NULL", "2: NULL NULL");
  }

  @Test
  void aBrokenRecordEndsWithItsLine() throws IOException {
    assertThat(records("a,b\n\"x\"y,1\n2,3,4\n5\n6,7\n", ',', 2))
        .containsExactly(
            "1: [a] [b]",
            "2: broken: a quote ends before its field does",
            "3: broken: 3 fields where the header has 2",
            "4: broken: 1 fields where the header has 2",
            "5: [6] [7]");
    assertThat(records("1,2\n\"never closed,3\n4,5\n6,7\n", ',', 2))
        .containsExactly(
            "1: [1] [2]",
            "2: broken: a quote is not closed before the end of the file",
            "3: [4] [5]",
            "4: [6] [7]");
  }

  @Test
  void aQuoteWithinAFieldWithoutQuotesIsAQuote() throws IOException {
    assertThat(records("5\" pipe,a\rb\n", ',', 2)).containsExactly("1: [5\" pipe] [a\rb]");
  }

  @Test
  void whatIsWrittenIsReadAgainHoweverTheBytesArrive() throws IOException {
    Random random = new Random(7);
    String[] pieces = {"", "a", "\"", ",", "\n", "\r", "\r\n", " ", "é", "\uFEFF", "\"\"", "x\0y"};
    StringBuilder text = new StringBuilder();
    List<String> expected = new ArrayList<>();
    int line = 1;
    for (int row = 0; row < 3_000; row++) {
      StringBuilder told = new StringBuilder(line + ":");
      for (int field = 0; field < 3; field++) {
        boolean isNull = random.nextInt(5) == 0;
        StringBuilder value = new StringBuilder();
        for (int i = random.nextInt(4) * (random.nextInt(300) == 0 ? 100_000 : 1); i > 0; i--) {
          value.append(pieces[random.nextInt(pieces.length)]);
        }
        told.append(isNull ? " NULL" : " [" + value + "]");
        text.append(field > 0 ? "," : "");
        text.append(isNull ? "" : "\"" + value.toString().replace("\"", "\"\"") + "\"");
        line += isNull ? 0 : (int) value.chars().filter(c -> c == '\n').count();
      }
      text.append(random.nextBoolean() ? "\n" : "\r\n");
      line++;
      expected.add(told.toString());
    }
    List<String> found = records(text.toString(), ',', 3);
    assertThat(found).hasSameSizeAs(expected);
    for (int row = 0; row < found.size(); row++) {
      assertThat(found.get(row)).isEqualTo(expected.get(row));
    }
  }

  private static List<String> records(String text, char delimiter, int fields) throws IOException {
    List<String> all = new ArrayList<>();
    Feed feed = new Feed(new ByteArrayInputStream(text.getBytes(UTF_8)), 0, 1);
    CsvRecords records = new CsvRecords(feed, delimiter, fields);
    while (records.next()) {
      StringBuilder told = new StringBuilder(records.line() + ":");
      if (!records.problem().isEmpty()) {
        told.append(" broken: ").append(records.problem());
      }
      for (int i = 0; records.problem().isEmpty() && i < records.fields(); i++) {
        int start = records.start(i);
        String value = new String(records.data(), start, records.end(i) - start, UTF_8);
        told.append(records.form(i) == Records.Form.NULL ? " NULL" : " [" + value + "]");
      }
      all.add(told.toString());
    }
    return all;
  }
}
