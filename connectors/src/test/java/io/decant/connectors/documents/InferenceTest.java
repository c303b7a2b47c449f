package io.decant.connectors.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decant.connectors.documents.InferenceRules.Arrays;
import io.decant.connectors.documents.InferenceRules.Objects;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InferenceTest {
  /** Read by MongoDB's own library, not by ours. */
  private static byte[] bson(String json) {
    ByteBuffer bytes = RawBsonDocument.parse(json).getByteBuffer().asNIO();
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return copy;
  }

  private static Pieces pieces(String... sample) {
    return Pieces.of(Stream.of(sample).map(InferenceTest::bson).toList(), InferenceRules.DEFAULT);
  }

  private static void isKept(Pieces pieces, String json) {
    byte[] document = bson(json);
    pieces.take(document);
    assertThat(pieces.together()).as(json).isEqualTo(document);
  }

  private static String types(Table table) {
    return table.columns().stream()
        .map(column -> column.name() + " " + column.type())
        .collect(Collectors.joining(", "));
  }

  @Test
  void everyPlainTypeHasItsColumn() {
    Pieces pieces =
        pieces(
            """
            {_id: {$oid: "507F1F77BCF86CD799439011"}, i: 1, l: {$numberLong: "5000000000"},
             d: 1.5, m: {$numberDecimal: "1.50"}, t: "x", b: true,
             w: {$date: "2020-01-01T00:00:00.123Z"},
             u: {$binary: {base64: "AAECAwQFBgcICQoLDA0ODw==", subType: "04"}},
             y: {$binary: {base64: "AAE=", subType: "00"}}}
            """);

    assertThat(types(pieces.tables.get(0)))
        .isEqualTo(
            "_id char(24), i int32, l int64, d float64, m decimal, t text, b boolean,"
                + " w timestamptz(3), u uuid, y bytes, _extra json");
    pieces.take(bson("{_id: {$oid: '507F1F77BCF86CD799439011'}, m: {$numberDecimal: '1.50'}}"));
    assertThat(pieces.text(0, 0, "_id")).isEqualTo("507f1f77bcf86cd799439011");
    assertThat(pieces.text(0, 0, "m")).isEqualTo("1.50");
    assertThat(pieces.text(0, 0, "_extra")).isEqualTo("NULL");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5 | {$numberLong: '1099511627776'} | int64",
        "5 | 1.5 | float64",
        "{$numberLong: '9007199254740992'} | 1.5 | float64",
        "{$numberLong: '9007199254740993'} | 1.5 | decimal",
        "5 | {$numberDecimal: '0.1'} | decimal",
        "5 | \"x\" | json",
        "{$numberDouble: 'NaN'} | 1 | float64",
      })
  void mixedNumbersTakeTheNarrowestTypeThatHoldsThemAll(String one, String two, String type) {
    String first = "{_id: 1, x: " + one + "}";
    String second = "{_id: 2, x: " + two + "}";

    Pieces pieces = pieces(first, second);

    assertThat(pieces.tables.get(0).column("x").type()).hasToString(type);
    isKept(pieces, first);
    isKept(pieces, second);
  }

  @Test
  void numbersComeBackFromADatabaseThatFillsDecimalsUpWithZeros() {
    String[] mixed = {
      "{_id: 1, x: 1}",
      "{_id: 2, x: {$numberLong: '9007199254740993'}}",
      "{_id: 3, x: {$numberDouble: '1.0'}}",
      "{_id: 4, x: {$numberDecimal: '1.00'}}",
      "{_id: 5, x: 0.1}",
      "{_id: 6, x: {$numberDecimal: '1'}}",
      "{_id: 7, x: {$numberLong: '100'}}",
      "{_id: 8, x: {$numberDecimal: '0.10'}}",
      "{_id: 9, x: {$numberDecimal: '-0.00'}}",
      "{_id: 10, x: {$numberDecimal: '1E+2'}}",
      "{_id: 11, x: {$numberDecimal: '0.000'}}",
      "{_id: 12, x: {$numberDouble: '100.5'}}"
    };
    arePaddedAndKept(mixed);
    arePaddedAndKept("{_id: 1, x: 100}", "{_id: 2, x: {$numberDecimal: '100'}}");
    arePaddedAndKept("{_id: 1, x: 100}", "{_id: 2, x: {$numberDecimal: '1.50'}}");
    arePaddedAndKept("{_id: {$numberDecimal: '1.0'}}", "{_id: {$numberDecimal: '2.50'}}");
  }

  private static void arePaddedAndKept(String... documents) {
    Pieces pieces = pieces(documents);
    for (String json : documents) {
      byte[] document = bson(json);
      pieces.take(document);
      pieces.padDecimals();
      assertThat(pieces.together()).as(json).isEqualTo(document);
    }
  }

  @Test
  void decimalsOfOneLengthNeedNoExtras() {
    Pieces pieces =
        pieces(
            "{_id: 1, x: {$numberDecimal: '9.90'}}",
            "{_id: 2, x: {$numberDecimal: '10.00'}}",
            "{_id: 3, x: {$numberDecimal: '0.125'}}");

    for (String digits : List.of("9.90", "7.00", "0.00", "0.125", "-5.10")) {
      isKept(pieces, "{_id: 1, x: {$numberDecimal: '" + digits + "'}}");
      assertThat(pieces.text(0, 0, "_extra")).as(digits).isEqualTo("NULL");
    }
    isKept(pieces, "{_id: 1, x: {$numberDecimal: '9.9'}}");
    assertThat(pieces.text(0, 0, "_extra"))
        .isEqualTo("{\"$shape\":{\"types\":{\"x\":\"decimal128 9.9\"}}}");
  }

  @Test
  void theIdOfADocumentIsPutFirst() {
    for (String json : List.of("{a: 1, _id: {x: 5}, b: 'c'}", "{_id: {x: 5}, a: 1, b: 'c'}")) {
      byte[] document = bson(json);
      IdFirst.move(document, 0, document.length);
      assertThat(document).isEqualTo(bson("{_id: {x: 5}, a: 1, b: 'c'}"));
    }
    byte[] without = bson("{a: {_id: 1}}");
    IdFirst.move(without, 0, without.length);
    assertThat(without).isEqualTo(bson("{a: {_id: 1}}"));
  }

  @ParameterizedTest
  @CsvSource({"1E+6144", "NaN", "-0", "-Infinity", "1.50E+3", "0E-6176"})
  void aDecimalKeepsWhatItsDigitsDoNotTell(String decimal) {
    Pieces pieces = pieces("{_id: 1, x: {$numberDecimal: '1.5'}}");

    isKept(pieces, "{_id: 1, x: {$numberDecimal: '" + decimal + "'}}");

    assertThat(pieces.text(0, 0, "x")).isNotEqualTo("NULL");
  }

  @Test
  void aDateThatNoTimestampHoldsGoesToTheExtras() {
    Pieces pieces = pieces("{_id: 1, x: {$date: '2020-01-01T00:00:00Z'}}");

    isKept(pieces, "{_id: 1, x: {$date: {$numberLong: '9223372036854775807'}}}");
    isKept(pieces, "{_id: 1, x: {$date: {$numberLong: '-62167219200001'}}}");
    isKept(pieces, "{_id: 1, x: {$date: {$numberLong: '253402300800000'}}}");

    pieces.take(bson("{_id: 1, x: {$date: {$numberLong: '9223372036854775807'}}}"));
    assertThat(pieces.text(0, 0, "x")).isEqualTo("NULL");
    assertThat(pieces.text(0, 0, "_extra"))
        .isEqualTo("{\"x\":{\"$date\":{\"$numberLong\":\"9223372036854775807\"}}}");
  }

  @Test
  void missingAndNullAreCountedAndToldApart() {
    Pieces pieces = pieces("{_id: 1, x: 5}", "{_id: 2, x: null}", "{_id: 3}", "{_id: 4}");

    assertThat(pieces.tables.get(0).column("x").evidence())
        .isEqualTo("int32 1, null 1, missing 2; all 4 documents");
    isKept(pieces, "{_id: 2, x: null}");
    assertThat(pieces.text(0, 0, "_extra")).isEqualTo("{\"x\":null}");
    isKept(pieces, "{_id: 3}");
    assertThat(pieces.text(0, 0, "_extra")).isEqualTo("NULL");
  }

  @Test
  void nullIsUsualWhereItIsMoreFrequentThanAMissingField() {
    Pieces pieces = pieces("{_id: 1, x: 5}", "{_id: 2, x: null}");

    isKept(pieces, "{_id: 2, x: null}");
    assertThat(pieces.text(0, 0, "_extra")).isEqualTo("NULL");
    isKept(pieces, "{_id: 3}");
    assertThat(pieces.text(0, 0, "_extra")).isEqualTo("{\"$shape\":{\"missing\":[\"x\"]}}");
  }

  @Test
  void namesThatCollideGetNumbersAndPathsGiveWay() {
    Pieces pieces =
        pieces("{_id: 1, a: {b: 1}, 'a.b': 2, a_b: 3, A_B: 4, '': 5, $x: 6, _extra: 7}");

    assertThat(pieces.tables.get(0).columns())
        .extracting(Column::name)
        .containsExactly(
            "_id", "a_b_3", "a.b", "a_b", "A_B_2", "unnamed", "$x", "_extra", "_extra_2");
    isKept(pieces, "{_id: 1, a: {b: 1}, 'a.b': 2, a_b: 3, A_B: 4, '': 5, $x: 6, _extra: 7}");
    assertThat(pieces.text(0, 0, "a_b_3")).isEqualTo("1");
    assertThat(pieces.text(0, 0, "_extra_2")).isEqualTo("NULL");
  }

  @Test
  void arraysOfRecordsBecomeATableOfTheUnionOfTheirFields() {
    Pieces pieces =
        pieces(
            "{_id: 'a', items: [{sku: 'x', n: 1}, {n: 2, sku: 'y', gift: true}]}",
            "{_id: 'b', items: []}",
            "{_id: 'c', items: null}",
            "{_id: 'd'}");

    assertThat(pieces.tables)
        .extracting(table -> table.name().name())
        .containsExactly("docs", "docs_items");
    Table items = pieces.tables.get(1);
    assertThat(types(items))
        .isEqualTo("docs_id text, position int32, sku text, n int32, gift boolean, _extra json");
    assertThat(items.primaryKey().map(Key::columns)).contains(List.of("docs_id", "position"));
    assertThat(items.foreignKeys().get(0).target()).isEqualTo(TableName.of("docs"));
    isKept(pieces, "{_id: 'a', items: [{sku: 'x', n: 1}, {n: 2, sku: 'y', gift: true}]}");
    assertThat(pieces.text(0, 0, "items")).isEqualTo("2");
    assertThat(pieces.text(1, 1, "sku")).isEqualTo("y");
    assertThat(pieces.text(1, 1, "_extra"))
        .isEqualTo("{\"$shape\":{\"order\":{\"\":[\"n\",\"sku\",\"gift\"]}}}");
    isKept(pieces, "{_id: 'b', items: []}");
    assertThat(pieces.text(0, 0, "items")).isEqualTo("0");
    isKept(pieces, "{_id: 'c', items: null}");
    assertThat(pieces.text(0, 0, "items")).isEqualTo("NULL");
    isKept(pieces, "{_id: 'd'}");
    isKept(pieces, "{_id: 'e', items: 'none'}");
    isKept(pieces, "{_id: 'f', items: [5, null, {sku: 1}, [{sku: 'z'}]]}");
    assertThat(pieces.text(1, 0, "_extra")).isEqualTo("{\"$shape\":{\"value\":5}}");
  }

  @Test
  void arraysWithinRecordsOfArraysBecomeGrandchildren() {
    String document = "{_id: 1, a: [{b: {c: [{d: 1}, {d: 2}]}}, {b: {c: [{d: 3}]}}, {b: {c: []}}]}";

    Pieces pieces = pieces(document);

    assertThat(pieces.tables)
        .extracting(table -> table.name().name())
        .containsExactly("docs", "docs_a", "docs_a_b_c");
    Table grandchild = pieces.tables.get(2);
    assertThat(grandchild.primaryKey().map(Key::columns))
        .contains(List.of("docs_id", "position", "position2"));
    assertThat(grandchild.foreignKeys().get(0).columns()).containsExactly("docs_id", "position");
    isKept(pieces, document);
    assertThat(pieces.rows.get(2).rows()).isEqualTo(3);
    assertThat(pieces.text(2, 2, "d")).isEqualTo("3");
    assertThat(pieces.text(2, 2, "position")).isEqualTo("1");
  }

  @Test
  void arraysOfScalarsAndOfArraysAreJson() {
    Pieces pieces = pieces("{_id: 1, n: [[1, 2], [3]], s: ['x'], e: []}");

    assertThat(pieces.tables).hasSize(1);
    isKept(pieces, "{_id: 1, n: [[1, 2], [3]], s: ['x'], e: []}");
    assertThat(pieces.text(0, 0, "n")).isEqualTo("[[1,2],[3]]");
  }

  @Test
  void everyArrayIsATableOnDemand() {
    byte[] document = bson("{_id: 1, n: [[1, 2], [3]], s: ['x', null, 'y'], e: []}");

    Pieces pieces = Pieces.of(List.of(document), new InferenceRules(Arrays.TABLE, Objects.AUTO));

    assertThat(pieces.tables)
        .extracting(table -> table.name().name())
        .containsExactly("docs", "docs_n", "docs_s");
    assertThat(pieces.tables.get(2).column("value").type()).hasToString("text");
    isKept(pieces, "{_id: 1, n: [[1, 2], [3]], s: ['x', null, 'y', 5], e: []}");
    assertThat(pieces.text(2, 3, "_extra")).isEqualTo("{\"$shape\":{\"value\":5}}");
  }

  @Test
  void mixedShapesAreJsonAndSaySo() {
    Pieces pieces =
        pieces(
            "{_id: 1, tags: 'x', addr: 'text'}", "{_id: 2, tags: ['x', 'y'], addr: {city: 'z'}}");

    Table table = pieces.tables.get(0);
    assertThat(table.column("tags").type()).hasToString("json");
    assertThat(table.column("tags").evidenceCode()).isEqualTo("MIXED_SHAPE");
    assertThat(table.column("addr").evidence())
        .isEqualTo("MIXED_SHAPE: string 1, object 1; all 2 documents");
    isKept(pieces, "{_id: 1, tags: 'x', addr: 'text'}");
    assertThat(pieces.text(0, 0, "tags")).isEqualTo("\"x\"");
    isKept(pieces, "{_id: 2, tags: ['x', 'y'], addr: {city: 'z'}}");
  }

  @Test
  void anObjectOfFiveThousandKeysIsAMap() {
    String map =
        IntStream.range(0, 5_000)
            .mapToObj(i -> "user" + i + ": " + i)
            .collect(Collectors.joining(","));
    String document = "{_id: 1, likes: {" + map + "}}";

    Pieces pieces = pieces(document);

    assertThat(types(pieces.tables.get(0))).isEqualTo("_id int32, likes json, _extra json");
    assertThat(pieces.tables.get(0).column("likes").evidenceCode()).isEqualTo("KEYS_ARE_DATA");
    isKept(pieces, document);
  }

  @Test
  void keysThatLookLikeDataMakeAMap() {
    Pieces pieces =
        pieces("{_id: 1, sales: {'2019': 1, '2020': 2}}", "{_id: 2, sales: {'2021': 3}}");

    assertThat(pieces.tables.get(0).column("sales").type()).hasToString("json");
    isKept(pieces, "{_id: 3, sales: {'2022': 3}}");
  }

  @Test
  void manyRecordsOfOneFormAreAMap() {
    String document =
        "{_id: 1, names: {"
            + Stream.of("deu", "fra", "ita", "por", "rus")
                .map(each -> each + ": {common: 'x', official: 'y'}")
                .collect(Collectors.joining(", "))
            + "}}";
    Pieces pieces = pieces(document);

    assertThat(pieces.tables.get(0).column("names").evidenceCode()).isEqualTo("KEYS_ARE_DATA");
    isKept(pieces, document);
  }

  @Test
  void aDocumentOfHundredsOfFieldsGetsNoTableOfHundredsOfColumns() {
    String wide =
        IntStream.range(0, 400).mapToObj(i -> "f" + i + ": " + i).collect(Collectors.joining(","));
    Pieces pieces = pieces("{" + wide + ", _id: 1}");

    assertThat(pieces.tables.get(0).columns()).hasSizeLessThanOrEqualTo(101);
    assertThat(pieces.tables.get(0).primaryKey()).isPresent();
    isKept(pieces, "{" + wide + ", _id: 1}");
  }

  @Test
  void everyOddTypeIsJsonAndComesBack() {
    String document =
        """
        {_id: 1, r: {$regularExpression: {pattern: "a/\\"", options: "ix"}}, c: {$code: "f()"},
         s: {$code: "f()", $scope: {x: {$numberLong: "1"}}}, m: {$minKey: 1}, n: {$maxKey: 1},
         t: {$timestamp: {t: 4294967295, i: 1}}, u: {$undefined: true}, y: {$symbol: "z"},
         p: {$dbPointer: {"$ref": "a.b", "$id": {"$oid": "507f1f77bcf86cd799439011"}}},
         d: {$ref: "x", $id: 5}, o: {$binary: {base64: "AAE=", subType: "80"}}}
        """;

    Pieces pieces = pieces(document);

    isKept(pieces, document);
    assertThat(pieces.text(0, 0, "_extra")).isEqualTo("NULL");
    assertThat(pieces.text(0, 0, "d_$ref")).isEqualTo("x");
  }

  @Test
  void keysOfMixedKindsDoNotCollide() {
    Pieces pieces = pieces("{_id: 1}", "{_id: '1'}", "{_id: {a: 1}}");

    assertThat(pieces.tables.get(0).column("_id").type()).hasToString("text");
    isKept(pieces, "{_id: 1}");
    assertThat(pieces.text(0, 0, "_id")).isEqualTo("1");
    isKept(pieces, "{_id: '1'}");
    assertThat(pieces.text(0, 0, "_id")).isEqualTo("\"1\"");
    isKept(pieces, "{_id: {a: 1}}");
  }

  @Test
  void documentsWithoutAKeyMakeOneTable() {
    Pieces pieces = pieces("{a: [{b: 1}]}", "{_id: 1}");

    assertThat(pieces.tables).hasSize(1);
    assertThat(pieces.tables.get(0).primaryKey()).isEmpty();
    isKept(pieces, "{a: [{b: 1}]}");
  }

  @Test
  void whatTheSampleHasNotSeenIsKeptAndCounted() {
    Table table = pieces("{_id: 1, x: 5, o: {p: 1}}").tables.get(0);
    DocumentRows rows = new DocumentRows(Layout.of(table), table.storedColumns());
    RowBatch batch = batch(table, 10);
    byte[] document = bson("{_id: 2, x: 'five', y: 6, o: {p: 1, q: 2}}");

    rows.document(document, 0, document.length);
    rows.append(batch);

    assertThat(batch.bytes(table.columns().size() - 1).text(0))
        .isEqualTo(
            "{\"x\":\"five\",\"o\":{\"q\":2},\"y\":6,\"$shape\":{\"order\":{\"\":[\"_id\",\"x\",\"y\",\"o\"]}}}");
    assertThat(rows.notes()).isEqualTo(Map.of("UNSEEN_FIELD", 2L, "OTHER_TYPE", 1L));
    assertThat(batch.problems()).isEmpty();
  }

  @Test
  void aTableWithoutExtrasReportsTheRow() {
    Table table = pieces("{_id: 1, x: 5}").tables.get(0);
    Table bare = table.withColumns(table.columns().subList(0, 2));
    DocumentRows rows = new DocumentRows(Layout.of(bare), bare.storedColumns());
    RowBatch batch = batch(bare, 10);
    byte[] document = bson("{_id: 2, x: 5, y: 6}");

    rows.document(document, 0, document.length);
    rows.append(batch);

    assertThat(batch.problems())
        .extracting(problem -> problem.code())
        .containsExactly("UNSEEN_FIELD");
  }

  private static RowBatch batch(Table table, int rows) {
    return new RowBatch(table.storedColumns().stream().map(Column::type).toList(), rows, 1 << 20);
  }

  @Test
  void aFullBatchGoesOnInTheMiddleOfAnArray() {
    Pieces pieces = pieces("{_id: 1, a: [{b: 1}, {b: 2}, {b: 3}]}");
    Table child = pieces.tables.get(1);
    DocumentRows rows = new DocumentRows(Layout.of(child), child.storedColumns());
    byte[] document = bson("{_id: 1, a: [{b: 1}, {b: 2}, {b: 3}]}");
    RowBatch batch = batch(child, 2);

    rows.document(document, 0, document.length);

    assertThat(rows.append(batch)).isFalse();
    assertThat(batch.rows()).isEqualTo(2);
    batch.clear();
    assertThat(rows.append(batch)).isTrue();
    assertThat(batch.longs(2).value(0)).isEqualTo(3);
  }

  @Test
  void aValueThatWasChangedInItsColumnGoesBeforeTheExtras() {
    Table table = pieces("{_id: 1, x: 5}").tables.get(0);
    DocumentBuilder builder = new DocumentBuilder(Layout.of(table), table.storedColumns());
    RowBatch batch = batch(table, 10);
    batch.longs(0).append(1);
    batch.longs(1).append(7);
    batch.bytes(2).append("{\"x\":\"five\",\"y\":6}");
    batch.endRow();
    BsonOutput out = new BsonOutput();

    builder.build(batch, 0, DocumentBuilder.Elements.NONE, out);

    assertThat(new RawBsonDocument(out.copy()).toJson())
        .isEqualTo("{\"_id\": 1, \"x\": 7, \"y\": 6}");
  }

  @Test
  void fewerColumnsGiveTheSameExtras() {
    Table table = pieces("{_id: 1, x: 5, y: 6}").tables.get(0);
    List<Column> wanted = List.of(table.column("_extra"), table.column("_id"));
    DocumentRows rows = new DocumentRows(Layout.of(table), wanted);
    RowBatch batch = new RowBatch(wanted.stream().map(Column::type).toList(), 10, 1 << 20);
    byte[] document = bson("{_id: 1, x: 5, y: 6, z: 7}");

    rows.document(document, 0, document.length);
    rows.append(batch);

    assertThat(batch.bytes(0).text(0)).isEqualTo("{\"z\":7}");
  }

  @Test
  void aHundredLevelsAreKeptAndAnyDepthIsRead() {
    String deep = "{a: ".repeat(100) + "1" + "}".repeat(100);
    Pieces pieces = pieces("{_id: 1, x: " + deep + "}");
    isKept(pieces, "{_id: 1, x: " + deep + "}");

    byte[] bottomless = nested(100_000);
    pieces.take(bottomless);
    Shape shape = new Shape();
    shape.add(bottomless, 0, bottomless.length);
    assertThat(shape.documents()).isOne();
  }

  private static byte[] nested(int levels) {
    BsonOutput out = new BsonOutput();
    int[] starts = new int[levels];
    for (int i = 0; i < levels; i++) {
      starts[i] = out.begin();
      if (i < levels - 1) {
        out.element(Bson.DOCUMENT, new byte[] {'a'});
      }
    }
    for (int i = levels - 1; i >= 0; i--) {
      out.end(starts[i]);
    }
    return out.copy();
  }

  @Test
  void jsonOfAnyDepthIsRefusedAndNoStackRunsOver() {
    byte[] text = "[".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);

    assertThatThrownBy(() -> new ExtendedJsonReader().value(text, 0, text.length, new BsonOutput()))
        .isInstanceOf(MalformedDocument.class);
  }

  @Test
  void tablesOfElementsStayClearOfOtherCollections() {
    Shape shape = new Shape();
    byte[] document = bson("{_id: 1, items: [{a: 1}]}");
    shape.add(document, 0, document.length);

    List<Table> tables =
        Inference.tables(
            TableName.of("orders"),
            shape,
            1,
            InferenceRules.DEFAULT,
            Set.of(TableName.of("Orders_Items")));

    assertThat(tables)
        .extracting(table -> table.name().name())
        .containsExactly("orders", "orders_items_2");
  }
}
