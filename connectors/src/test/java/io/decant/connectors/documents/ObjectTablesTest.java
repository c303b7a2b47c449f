package io.decant.connectors.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.connectors.documents.InferenceRules.Arrays;
import io.decant.connectors.documents.InferenceRules.Objects;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.Table;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects whose fields are a row of another table. */
class ObjectTablesTest {
  private static final String PERSON =
      "{_id: 'a', address: {street: 'x', geo: {lat: 1.5, lon: 2.5}}, n: 1}";

  private static final String ORDER =
      """
      {_id: 1, items: [
        {sku: 'x', maker: {name: 'm', plants: [
          {town: 't', at: {lat: 1.5}}, {town: 'u', at: {lat: 2.5}}]}},
        {sku: 'y'},
        {sku: 'z', maker: {name: 'n', plants: []}}]}
      """;

  /** Read by MongoDB's own library, not by ours. */
  private static byte[] bson(String json) {
    ByteBuffer bytes = RawBsonDocument.parse(json).getByteBuffer().asNIO();
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return copy;
  }

  private static Pieces pieces(String... sample) {
    return Pieces.of(
        Stream.of(sample).map(ObjectTablesTest::bson).toList(),
        new InferenceRules(Arrays.AUTO, Objects.TABLE));
  }

  private static void isKept(Pieces pieces, String json) {
    byte[] document = bson(json);
    pieces.take(document);
    assertThat(pieces.together()).as(json).isEqualTo(document);
  }

  private static List<String> names(Pieces pieces) {
    return pieces.tables.stream().map(table -> table.name().name()).toList();
  }

  private static String types(Table table) {
    return table.columns().stream()
        .map(column -> column.name() + " " + column.type())
        .collect(Collectors.joining(", "));
  }

  private static List<String> key(Table table) {
    return table.primaryKey().map(Key::columns).orElseThrow();
  }

  @Test
  void anObjectIsARowThatHasTheKeyOfWhatItIsIn() {
    Pieces pieces = pieces(PERSON);

    assertThat(names(pieces)).containsExactly("docs", "docs_address", "docs_address_geo");
    Table address = pieces.tables.get(1);
    Table geo = pieces.tables.get(2);
    assertThat(types(pieces.tables.get(0)))
        .isEqualTo("_id text, address int32, n int32, _extra json");
    assertThat(types(address)).isEqualTo("docs_id text, street text, geo int32, _extra json");
    assertThat(types(geo)).isEqualTo("docs_id text, lat float64, lon float64, _extra json");
    assertThat(key(geo)).containsExactly("docs_id");
    assertThat(geo.foreignKeys().get(0).columns()).containsExactly("docs_id");
    assertThat(geo.foreignKeys().get(0).target()).isEqualTo(address.name());
    assertThat(geo.foreignKeys().get(0).targetColumns()).containsExactly("docs_id");
    assertThat(pieces.tables.get(0).column("address").evidence())
        .isEqualTo("1 where the object is there; object 1; all 1 documents");
    isKept(pieces, PERSON);
    assertThat(pieces.text(0, 0, "address")).isEqualTo("1");
    assertThat(pieces.text(1, 0, "docs_id")).isEqualTo("a");
    assertThat(pieces.text(1, 0, "street")).isEqualTo("x");
    assertThat(pieces.text(2, 0, "lon")).isEqualTo("2.5");
    for (int table = 0; table < 3; table++) {
      assertThat(pieces.text(table, 0, "_extra")).isEqualTo("NULL");
    }
  }

  @Test
  void missingNullAndEmptyAreToldApart() {
    Pieces pieces = pieces(PERSON, "{_id: 'b', n: 1}", "{_id: 'c', n: 1}");

    isKept(pieces, "{_id: 'd', n: 1}");
    assertThat(pieces.text(0, 0, "address")).isEqualTo("NULL");
    assertThat(pieces.text(0, 0, "_extra")).isEqualTo("NULL");
    assertThat(pieces.rows.get(1).rows()).isZero();
    isKept(pieces, "{_id: 'e', address: null, n: 1}");
    assertThat(pieces.text(0, 0, "address")).isEqualTo("NULL");
    assertThat(pieces.text(0, 0, "_extra")).isEqualTo("{\"address\":null}");
    assertThat(pieces.rows.get(1).rows()).isZero();
    isKept(pieces, "{_id: 'f', address: {}, n: 1}");
    assertThat(pieces.text(0, 0, "address")).isEqualTo("1");
    assertThat(pieces.text(0, 0, "_extra")).isEqualTo("NULL");
    assertThat(pieces.rows.get(1).rows()).isOne();
    assertThat(pieces.text(1, 0, "street")).isEqualTo("NULL");
    assertThat(pieces.text(1, 0, "_extra")).isEqualTo("NULL");
  }

  @Test
  void nullIsUsualWhereItIsMoreFrequentThanAMissingObject() {
    Pieces pieces = pieces(PERSON, "{_id: 'b', address: null, n: 1}");

    isKept(pieces, "{_id: 'c', address: null, n: 1}");
    assertThat(pieces.text(0, 0, "_extra")).isEqualTo("NULL");
    isKept(pieces, "{_id: 'd', n: 1}");
    assertThat(pieces.text(0, 0, "_extra")).isEqualTo("{\"$shape\":{\"missing\":[\"address\"]}}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'none'", "5", "[]", "[{street: 'x'}]", "{$undefined: true}"})
  void whatIsNoObjectStandsInTheExtrasAndIsNoRow(String value) {
    Pieces pieces = pieces(PERSON);

    isKept(pieces, "{_id: 'a', address: " + value + ", n: 1}");

    assertThat(pieces.text(0, 0, "address")).isEqualTo("NULL");
    assertThat(pieces.text(0, 0, "_extra")).startsWith("{\"address\":");
    assertThat(pieces.rows.get(1).rows()).isZero();
    assertThat(pieces.rows.get(2).rows()).isZero();
  }

  @Test
  void whatItsTableDoesNotKnowStandsInTheExtrasOfTheObject() {
    Pieces pieces = pieces(PERSON);

    isKept(pieces, "{_id: 'a', address: {floor: 3, street: ['x'], geo: 'home'}, n: 1}");

    assertThat(pieces.text(0, 0, "_extra")).isEqualTo("NULL");
    assertThat(pieces.text(1, 0, "_extra"))
        .startsWith("{\"street\":[\"x\"],\"geo\":\"home\",\"floor\":3,");
    assertThat(pieces.rows.get(2).rows()).isZero();
    isKept(pieces, "{_id: 'a', address: {geo: {lon: 1.0, lat: {x: 1}, _extra: 1}}, n: 1}");
    isKept(pieces, "{_id: 'a', n: 1, address: {geo: {}, $shape: 5, geo: {lat: 1.5}}}");
    isKept(pieces, "{address: {street: 'x'}, _id: 'a', address: {street: 'y'}, n: 1}");
    isKept(pieces, "{_id: 'a', address: 5, address: {street: 'y', geo: {lat: 1.5}}, n: 1}");
  }

  @Test
  void objectsInElementsAndElementsInObjectsHaveThePositionsAround() {
    Pieces pieces = pieces(ORDER);

    assertThat(names(pieces))
        .containsExactly(
            "docs",
            "docs_items",
            "docs_items_maker",
            "docs_items_maker_plants",
            "docs_items_maker_plants_at");
    assertThat(key(pieces.tables.get(2))).containsExactly("docs_id", "position");
    assertThat(key(pieces.tables.get(3))).containsExactly("docs_id", "position", "position2");
    assertThat(key(pieces.tables.get(4))).containsExactly("docs_id", "position", "position2");
    assertThat(pieces.tables.get(3).foreignKeys().get(0).target())
        .isEqualTo(pieces.tables.get(2).name());
    isKept(pieces, ORDER);
    assertThat(pieces.rows.get(2).rows()).isEqualTo(2);
    assertThat(pieces.text(2, 1, "position")).isEqualTo("2");
    assertThat(pieces.text(2, 1, "plants")).isEqualTo("0");
    assertThat(pieces.text(4, 1, "position")).isEqualTo("0");
    assertThat(pieces.text(4, 1, "position2")).isEqualTo("1");
    isKept(pieces, "{_id: 1, items: [5, null, {maker: 7}, {maker: null}, {maker: {}}, [{}]]}");
    assertThat(pieces.rows.get(2).rows()).isOne();
    assertThat(pieces.text(2, 0, "position")).isEqualTo("4");
    isKept(
        pieces,
        "{_id: 1, items: [{maker: [{name: 'm'}]}, {maker: {plants: {town: 't'}}},"
            + " {maker: {plants: [{at: []}, 1, {at: {lat: 'x'}}, {at: {lat: 0.5}}]}}]}");
    assertThat(pieces.rows.get(4).rows()).isEqualTo(2);
    isKept(pieces, "{_id: 1, items: {maker: {name: 'm'}}}");
    assertThat(pieces.rows.get(2).rows()).isZero();
  }

  @Test
  void namesThatLookLikePathsLeadNowhereElse() {
    String document =
        "{_id: 1, 'a.b': {'c[].d': {e: 1}, '': {f: 2}}, a: {b: {c: 3}}, 'x\\\\y': {z: 1}, '': {g: 1}}";
    Pieces pieces = pieces(document);

    assertThat(pieces.tables).hasSize(8);
    isKept(pieces, document);
    assertThat(pieces.rows).allMatch(rows -> rows.rows() == 1);
    isKept(pieces, "{_id: 1, 'a.b': {c: [{d: {e: 1}}], '': 5}, a: {b: null, '': {}}, '': {}}");
  }

  @Test
  void mapsAndEmptyObjectsAndKeysStayInOnePiece() {
    String document = "{_id: {a: 1}, sales: {'2019': 1, '2020': 2}, none: {}}";
    Pieces pieces = pieces(document);

    assertThat(types(pieces.tables.get(0)))
        .isEqualTo("_id text, sales json, none json, _extra json");
    assertThat(pieces.tables.get(0).column("sales").evidenceCode()).isEqualTo("KEYS_ARE_DATA");
    assertThat(pieces.tables).hasSize(1);
    isKept(pieces, document);
  }

  @Test
  void withoutAKeyToReferToObjectsBecomeColumns() {
    Pieces pieces = pieces("{a: {b: 1}}", "{a: {b: 2, c: {d: 3}}}");

    assertThat(types(pieces.tables.get(0))).isEqualTo("a_b int32, a_c_d int32, _extra json");
    isKept(pieces, "{a: {b: 2, c: {d: 3}}}");
  }

  @Test
  void aFullBatchGoesOnWithTheObjectThatDidNotFit() {
    Table maker = pieces(ORDER).tables.get(2);
    DocumentRows rows = new DocumentRows(Layout.of(maker), maker.storedColumns());
    RowBatch batch =
        new RowBatch(maker.storedColumns().stream().map(Column::type).toList(), 1, 1 << 20);
    byte[] document = bson(ORDER);

    rows.document(document, 0, document.length);

    assertThat(rows.append(batch)).isFalse();
    assertThat(batch.bytes(2).text(0)).isEqualTo("m");
    batch.clear();
    assertThat(rows.append(batch)).isFalse();
    assertThat(batch.bytes(2).text(0)).isEqualTo("n");
    batch.clear();
    assertThat(rows.append(batch)).isTrue();
    assertThat(batch.rows()).isZero();
  }

  @Test
  void theSampleOfOtherDocumentsLosesNothing() {
    Pieces pieces = pieces(PERSON, ORDER);

    isKept(pieces, PERSON);
    isKept(pieces, ORDER);
    isKept(pieces, "{_id: 5, address: {items: [{maker: {name: 'x'}}]}, maker: {name: 'y'}}");
  }
}
