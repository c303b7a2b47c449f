package io.decant.connectors.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decant.converter.DecantException.UserError;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptReaderTest {
  @Test
  void statementsEndAtSemicolonsThatStandInNoQuotesAndNoComment() {
    assertThat(texts(ScriptSyntax.POSTGRESQL, "a ';' \";\" -- ;\n /* ; /* ; */ ; */ b; c;;\n ; d"))
        .containsExactly("a ';' \";\"     b", "c", "d");
  }

  @Test
  void everyStatementKnowsTheLineThatItBeginsIn() {
    assertThat(read(ScriptSyntax.POSTGRESQL, "-- head\n\na\nb;\r\n\n c;d").stream())
        .extracting(ScriptStatement::line)
        .containsExactly(3, 6, 6);
  }

  @Test
  void codeBetweenDollarMarksIsPartOfItsStatement() {
    String code = "DO $body$ BEGIN; '$$'; $x$; $bod$ END $body$";
    assertThat(texts(ScriptSyntax.POSTGRESQL, code + "; SELECT $1; a$b$c; d$b$;"))
        .containsExactly(code, "SELECT $1", "a$b$c", "d$b$");
  }

  @Test
  void aBackslashEscapesWhereTheEngineSaysSo() {
    assertThat(texts(ScriptSyntax.MYSQL, "a 'it\\'s; ' b; c"))
        .containsExactly("a 'it\\'s; ' b", "c");
    assertThat(texts(ScriptSyntax.POSTGRESQL, "a '\\'; b E'\\';'; c"))
        .containsExactly("a '\\'", "b E'\\';'", "c");
  }

  @Test
  void rowsOfCopyAreNoStatements() {
    String script = "COPY t (a) FROM stdin;\n1;\tx'\n\\\\.\n\\.\nSELECT 1;\n\\connect x\nSELECT 2;";
    assertThat(texts(ScriptSyntax.POSTGRESQL, script))
        .containsExactly("COPY t (a) FROM stdin", "SELECT 1", "\\connect x", "SELECT 2");
  }

  @Test
  void theClientsDelimiterEndsStatements() {
    String script = "a;\nDELIMITER ;;\nCREATE x BEGIN b; c; END;;\nDELIMITER ;\nd;";
    assertThat(texts(ScriptSyntax.MYSQL, script))
        .containsExactly("a", "CREATE x BEGIN b; c; END", "d");
  }

  @Test
  void aDelimiterMayBeLong() {
    String script = "DELIMITER ----------------------;\na; b\n----------------------;\nc";
    assertThat(texts(ScriptSyntax.MYSQL, script).stream().map(String::strip))
        .containsExactly("a; b", "c");
  }

  @Test
  void commentsForServersAreStatementsAndCommentsForTheClientAreNot() {
    String script =
        "/*M!999999\\- sandbox */ /*!40101 SET x='*/;' */; /*! y */ -- z\n; a--1 # b\n; /*!80016 c */";
    assertThat(texts(ScriptSyntax.MYSQL, script).stream().map(String::strip))
        .containsExactly("SET x='*/;'", "y", "a--1", "c");
  }

  @Test
  void aTriggerOfSqliteEndsWithItsEnd() {
    String trigger =
        "CREATE TRIGGER t AFTER INSERT ON x BEGIN SELECT CASE WHEN 1 THEN 2 END; SELECT 3; END";
    assertThat(texts(ScriptSyntax.SQLITE, trigger + "; a;")).containsExactly(trigger, "a");
  }

  @Test
  void bytesThatAreNoTextAreToldOnlyOfTheirStatement() {
    byte[] script =
        "INSERT '\u00e9\u00ff'; CREATE '\u00c3\u00a9';".getBytes(StandardCharsets.ISO_8859_1);
    List<ScriptStatement> read = read(ScriptSyntax.MYSQL, script);
    assertThat(read).extracting(ScriptStatement::garbled).containsExactly(true, false);
    assertThat(read.get(1).text()).isEqualTo("CREATE 'é'");
  }

  @Test
  void aScriptMayBeGzippedAndBeginWithAByteOrderMark() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write("\ufeffa; b".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(read(ScriptSyntax.MYSQL, packed.toByteArray()).stream().map(ScriptStatement::text))
        .containsExactly("a", "b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PGDMP\u0001\u000f", "SQLite format 3\u0000", "\u00ff\u00feS\u0000"})
  void whatIsNoScriptIsRefusedWithTheWayToMakeOne(String begin) {
    byte[] bytes = begin.getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> read(ScriptSyntax.POSTGRESQL, bytes))
        .isInstanceOfSatisfying(
            UserError.class, refused -> assertThat(refused.hint()).isNotEmpty());
  }

  @Test
  void whatIsNotClosedEndsWithTheScript() {
    assertThat(texts(ScriptSyntax.POSTGRESQL, "a; b 'c;\n")).containsExactly("a", "b 'c;");
    assertThat(texts(ScriptSyntax.POSTGRESQL, "a; /* b")).containsExactly("a");
    assertThat(texts(ScriptSyntax.POSTGRESQL, "COPY t FROM stdin;\n1\n2")).hasSize(1);
  }

  private static List<String> texts(Set<ScriptSyntax> syntax, String script) {
    return read(syntax, script).stream().map(ScriptStatement::text).toList();
  }

  private static List<ScriptStatement> read(Set<ScriptSyntax> syntax, String script) {
    return read(syntax, script.getBytes(StandardCharsets.UTF_8));
  }

  private static List<ScriptStatement> read(Set<ScriptSyntax> syntax, byte[] script) {
    ScriptReader reader = ScriptReader.of(new ByteArrayInputStream(script), syntax);
    List<ScriptStatement> statements = new ArrayList<>();
    Optional<ScriptStatement> next = reader.next();
    while (next.isPresent()) {
      statements.add(next.get());
      next = reader.next();
    }
    return statements;
  }
}
