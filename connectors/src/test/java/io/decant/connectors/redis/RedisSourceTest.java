package io.decant.connectors.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.decant.connectors.contract.Pouring;
import io.decant.connectors.spi.BatchReader;
import io.decant.connectors.spi.Catalog;
import io.decant.connectors.spi.EndpointUrl;
import io.decant.connectors.spi.Position;
import io.decant.connectors.spi.Split;
import io.decant.connectors.testing.RedisServer;
import io.decant.connectors.testing.TestServers;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.Role;
import io.decant.converter.DecantException.Transient;
import io.decant.converter.DecantException.UserError;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Kind;
import io.decant.converter.schema.SchemaObject;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;
import redis.clients.jedis.params.ClientKillParams.SkipMe;
import redis.clients.jedis.params.XAddParams;

/** What keys become. */
class RedisSourceTest {
  private RedisServer.Database database;
  private Jedis redis;
  private RedisSource source;

  @BeforeEach
  void open() {
    database = TestServers.redis().newDatabase();
    redis = database.driver();
    source = source(database.url());
  }

  @AfterEach
  void close() {
    source.close();
    database.close();
  }

  private static RedisSource source(String url) {
    return (RedisSource) new RedisConnector().openSource(EndpointUrl.parse(Role.SOURCE, url));
  }

  @Test
  void aServerThatDoesNotAnswerIsToldWithWhatToLookAt() {
    assertThatThrownBy(() -> source("redis://:hidden@127.0.0.1:1"))
        .isInstanceOfSatisfying(
            EndpointFailure.class,
            failure -> {
              assertThat(failure.message()).contains("cannot be reached", "refused");
              assertThat(failure.hint()).contains("host and port", "rediss:");
              assertThat(failure).asString().doesNotContain("hidden");
            });
  }

  @Test
  void whatSaysHowATargetIsWrittenIsRefusedOfASource() {
    for (String parameter : List.of("rows=bad", "rows=json", "expires=until")) {
      assertThatThrownBy(() -> source(database.url() + "?" + parameter))
          .isInstanceOfSatisfying(
              UserError.class,
              refused ->
                  assertThat(refused.where())
                      .isEqualTo(parameter.substring(0, parameter.indexOf('='))));
    }
  }

  @Test
  void keysThatBeginAsDecantsOwnButAreNoneAreTaken() {
    redis.set("_decant:mine:1", "a");
    redis.set("_decant:mine:2", "b");
    redis.hset("_decant:origins", ".t", "of a run");
    redis.hset("_decant:entries:run", "t", "of a run");
    assertThat(names()).containsExactly("_decant_mine");
    assertThat(rows("_decant_mine")).hasSize(2);
  }

  @Test
  void keysAreGroupedByWhatTheyHaveInCommon() {
    redis.set("session:1", "a");
    redis.set("session:2", "b");
    redis.set("page:views:9", "17");
    redis.set("plain", "text");
    assertThat(names()).containsExactly("page_views", "plain", "session");
    assertThat(type("session", "session_id").toString()).isEqualTo("int64");
    assertThat(type("page_views", "value").toString()).isEqualTo("int64");
    assertThat(rows("session"))
        .containsExactlyInAnyOrder("1 | 'a' | NULL | NULL", "2 | 'b' | NULL | NULL");
  }

  @Test
  void segmentsHaveTheTypeThatAllKeysShow() {
    redis.set("by:uuid:550e8400-e29b-41d4-a716-446655440000", "x");
    redis.set("by:day:2024-02-29:in", "x");
    redis.set("by:day:2024-03-01:in", "x");
    redis.set("by:token:9f8e7d6c5b4a", "x");
    redis.set("by:token:00112233aabb", "x");
    redis.set("by:mail:ann@x.org", "x");
    redis.set("by:mail:bob@x.org", "x");
    assertThat(names()).containsExactly("by_day_in", "by_mail", "by_token", "by_uuid");
    assertThat(type("by_uuid", "uuid_id").kind()).isEqualTo(Kind.UUID);
    assertThat(type("by_day_in", "day_date").kind()).isEqualTo(Kind.DATE);
    assertThat(type("by_token", "token_id").kind()).isEqualTo(Kind.TEXT);
    assertThat(type("by_mail", "mail_key").kind()).isEqualTo(Kind.TEXT);
  }

  @Test
  void namesOfPeopleBetweenWordsAreValues() {
    for (String user : List.of("ann", "bob", "cy")) {
      redis.rpush("user:" + user + ":cart", "x");
    }
    assertThat(names()).containsExactly("user_cart");
    assertThat(rows("user_cart")).contains("'bob' | 0 | 'x' | NULL | NULL");
  }

  @Test
  void aTemplateOfSeveralTypesIsATableForEachAndSaysSo() {
    redis.hset("user:1", Map.of("name", "Ann"));
    redis.hset("user:3", Map.of("name", "Cy"));
    redis.set("user:2", "Bob");
    assertThat(names()).containsExactly("user", "user_strings");
    assertThat(source.remarks(described("user")))
        .extracting(remark -> remark.code())
        .containsExactly("MIXED_TYPE");
    assertThat(rows("user_strings")).containsExactly("2 | 'Bob' | NULL | NULL");
  }

  @Test
  void hashesOfRecurringFieldsAreRecordsAndOthersAreRowsOfFields() {
    for (int i = 0; i < 20; i++) {
      redis.hset("item:" + i, Map.of("name", "n" + i, "price", i + ".50"));
    }
    Map<String, String> many = new java.util.HashMap<>();
    for (int i = 0; i < 300; i++) {
      many.put("word" + i, Integer.toString(i));
    }
    redis.hset("index", many);
    assertThat(type("item", "price").toString()).isEqualTo("decimal(18,2)");
    assertThat(described("index").columns())
        .extracting(Column::name)
        .containsExactly("field", "value", "_extra", "expires_at");
    assertThat(rows("index")).hasSize(300).contains("'word7' | 7 | NULL | NULL");
  }

  @Test
  void whatTheSampleDidNotShowIsInExtraAndCounted() {
    for (int i = 0; i < 50; i++) {
      redis.hset("a:" + i, Map.of("n", Integer.toString(i)));
      redis.set("s:" + i, Integer.toString(i));
    }
    source.close();
    source = source(database.url() + "?sample=1");
    Table records = described("a");
    Table strings = described("s");
    for (int i = 0; i < 50; i++) {
      redis.hset("a:" + i, Map.of("n", "0" + i, "new", "é\"\u0001"));
      redis.set(("s:" + i).getBytes(UTF_8), new byte[] {(byte) 0xFF, 0});
    }
    assertThat(rows(records)).hasSize(50);
    assertThat(rows(records).get(0)).contains("NULL | x7b").endsWith("| NULL");
    assertThat(notes(records)).isEqualTo(Map.of("OTHER_TYPE", 50L, "UNSEEN_FIELD", 50L));
    assertThat(rows(strings)).contains("7 | NULL | '{\"value\":\"$base64:/wA=\"}' | NULL");
  }

  @Test
  void numbersAreNumbersOnlyWhenTheirSpellingComesBack() {
    redis.hset("one:1", Map.of("zip", "01234", "plus", "+5", "big", "99999999999999999999"));
    redis.hset("one:2", Map.of("zip", "51234", "plus", "5", "big", "1"));
    redis.hset("one:3", Map.of("zero", "-0", "trail", "1.50", "exp", "1e3", "ok", "1.5"));
    redis.hset("one:4", Map.of("zero", "0", "trail", "1.5", "exp", "1000", "ok", "2"));
    for (String text : List.of("zip", "plus", "zero", "trail", "exp")) {
      assertThat(type("one", text).kind()).as(text).isEqualTo(Kind.TEXT);
    }
    assertThat(type("one", "big")).isEqualTo(LogicalType.Decimal.UNBOUNDED);
    assertThat(type("one", "ok")).isEqualTo(LogicalType.Decimal.UNBOUNDED);
  }

  @Test
  void valuesAndKeysThatAreNoTextAreBytes() {
    redis.set("b:1".getBytes(UTF_8), new byte[] {(byte) 0xFE, 1});
    redis.set(new byte[] {'k', ':', (byte) 0xFF, 'x'}, "v".getBytes(UTF_8));
    redis.set(new byte[] {'k', ':', (byte) 0xFF, 'y'}, "v".getBytes(UTF_8));
    redis.pfadd("h:1", "a", "b");
    assertThat(type("b", "value").kind()).isEqualTo(Kind.BYTES);
    assertThat(type("k", "k_key").kind()).isEqualTo(Kind.BYTES);
    assertThat(rows("k")).hasSize(2).contains("xff78 | 'v' | NULL | NULL");
    assertThat(described("h").column("value").evidenceCode()).isEqualTo("HYPERLOGLOG");
  }

  @Test
  void everyCollectionGivesAllItsElements() {
    redis.rpush("l:1", "a", "a", "b");
    redis.sadd("s:1", "x", "y");
    redis.zadd(
        "z:1", Map.of("low", Double.NEGATIVE_INFINITY, "high", Double.POSITIVE_INFINITY, "m", 0.1));
    assertThat(rows("l"))
        .containsExactlyInAnyOrder(
            "1 | 0 | 'a' | NULL | NULL", "1 | 1 | 'a' | NULL | NULL", "1 | 2 | 'b' | NULL | NULL");
    assertThat(rows("s"))
        .containsExactlyInAnyOrder("1 | 'x' | NULL | NULL", "1 | 'y' | NULL | NULL");
    assertThat(rows("z"))
        .containsExactlyInAnyOrder(
            "1 | 'low' | -Infinity | NULL | NULL",
            "1 | 'm' | 0x1.999999999999ap-4 | NULL | NULL",
            "1 | 'high' | Infinity | NULL | NULL");
  }

  @Test
  void entriesOfStreamsAreRowsAndGroupsAreListed() {
    redis.xadd("log:1", XAddParams.xAddParams().id("5-1"), Map.of("k", "v"));
    redis.sendCommand(Protocol.Command.XADD, "log:1", "5-2", "k", "v", "k", "w");
    redis.xgroupCreate("log:1", "readers", new StreamEntryID(0, 0), false);
    Catalog catalog = source.catalog();
    assertThat(catalog.others()).extracting(SchemaObject::name).containsExactly("log:1 readers");
    assertThat(rows("log"))
        .containsExactlyInAnyOrder(
            "1 | '5-1' | '{\"k\":\"v\"}' | NULL",
            "1 | '5-2' | '[[\"k\",\"v\"],[\"k\",\"w\"]]' | NULL");
  }

  @Test
  void anExpiryIsTheSameMomentHoweverOftenItIsRead() {
    long now = System.currentTimeMillis();
    for (int i = 0; i < 200; i++) {
      redis.psetex("t:" + i, 3_600_000 + i, "v");
    }
    redis.set("t:900", "v");
    Table table = described("t");
    List<String> first = rows(table);
    assertThat(rows(table)).isEqualTo(first);
    assertThat(first).contains("900 | 'v' | NULL | NULL");
    String one = first.stream().filter(row -> row.startsWith("7 |")).findFirst().orElseThrow();
    long micros = Long.parseLong(one.substring(one.lastIndexOf(' ') + 1));
    assertThat(micros / 1000).isCloseTo(now + 3_600_007, within(5_000L));
  }

  @Test
  void keysThatExpiredOrChangedTheirTypeAreCounted() {
    for (int i = 0; i < 10; i++) {
      redis.set("e:" + i, "v");
    }
    Table table = described("e");
    source.snapshot(1);
    redis.del("e:1", "e:2");
    redis.del("e:3");
    redis.rpush("e:3", "now a list");
    assertThat(readNow(table)).hasSize(7);
    assertThat(notesNow(table)).isEqualTo(Map.of("EXPIRED", 2L, "CHANGED_TYPE", 1L));
  }

  @Test
  void keysThatComeAfterTheListingAreNoPartOfItAndOfNewFormsAreTold() {
    redis.set("n:1", "v");
    Table table = described("n");
    redis.set("other:form:1", "v");
    redis.set("n:2", "v");
    Position position = source.snapshot(1);
    redis.set("n:3", "v");
    assertThat(position.consistent()).isFalse();
    assertThat(String.join(" ", position.caveats())).contains("1 keys came after");
    assertThat(readNow(table)).hasSize(2);
  }

  @Test
  void aLargeHashIsReadInPiecesAndAKeyGivenTwiceIsOneRow() {
    for (int i = 0; i < 60_000; i += 100) {
      Map<String, String> some = new java.util.HashMap<>();
      for (int j = i; j < i + 100; j++) {
        some.put("field" + j, "value " + j);
      }
      redis.hset("large:1", some);
    }
    List<String> rows = rows("large");
    assertThat(rows).hasSize(60_000);
    assertThat(new HashSet<>(rows)).hasSize(60_000);
  }

  @Test
  void allDatabasesAreReadWhenNoneIsNamed() {
    redis.set("only:1", "v");
    String number = database.url().substring(database.url().lastIndexOf('/') + 1);
    try (RedisSource all = source(database.url().replaceFirst("/[0-9]+$", ""))) {
      TableName name = TableName.of("db" + number + "_only");
      assertThat(all.catalog().tables()).contains(name);
      all.describe(List.of(name));
      assertThat(Pouring.readAll(all, all.describe(List.of(name)).get(0)))
          .containsExactly("1 | 'v' | NULL | NULL");
    }
  }

  @Test
  void wrongPasswordsNumbersAndConditionsAreRefusedInWords() {
    String wrong = database.url().replaceFirst(":[^:@]+@", ":wrong@");
    assertThatThrownBy(() -> source(wrong))
        .isInstanceOf(EndpointFailure.class)
        .hasMessageContaining("WRONGPASS")
        .hasMessageNotContaining(":wrong");
    assertThatThrownBy(() -> source(database.url().replaceFirst("/[0-9]+$", "/shop")))
        .isInstanceOf(UserError.class);
    redis.set("n:1", "v");
    Table table = described("n");
    assertThatThrownBy(() -> source.split(table, "n > 1", 1 << 20)).isInstanceOf(UserError.class);
  }

  @Test
  void whoMayNotAskForSizesReadsAllTheSame() {
    redis.rpush("l:1", "a", "b");
    redis.hset("h:1", Map.of("n", "1"));
    redis.set("s:1", "v");
    redis.aclSetUser(
        "modest", "on", ">secret", "~*", "+@read", "+info", "+time", "+select", "-memory");
    String url = database.url().replaceFirst("//[^@]*@", "//modest:secret@");
    try (RedisSource modest = source(url)) {
      List<String> rows = new ArrayList<>();
      for (Table table : modest.describe(modest.catalog().tables())) {
        rows.addAll(Pouring.readAll(modest, table));
      }
      assertThat(rows).hasSize(4);
    } finally {
      redis.aclDelUser("modest");
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"~* -scan", "~other:*"})
  void whoMayNotListOrReadAllKeysIsToldAndGetsNoPartOfThem(String rights) {
    redis.set("s:1", "v");
    List<String> user = new ArrayList<>(List.of("on", ">secret", "+@all"));
    user.addAll(List.of(rights.split(" ")));
    redis.aclSetUser("narrow", user.toArray(String[]::new));
    String url = database.url().replaceFirst("//[^@]*@", "//narrow:secret@");
    try (RedisSource narrow = source(url)) {
      assertThatThrownBy(narrow::catalog)
          .isInstanceOf(EndpointFailure.class)
          .hasMessageContaining("NOPERM")
          .satisfies(
              failure -> assertThat(((EndpointFailure) failure).hint()).contains("ACL SETUSER"));
    } finally {
      redis.aclDelUser("narrow");
    }
  }

  /** No server that tells so can be started here. */
  @Test
  void fieldsThatExpireAreCountedWhereTheServerCountsThem() {
    assertThat(Keyspace.fieldExpiries("db0:keys=5,expires=0,avg_ttl=0,subexpiry=3")).isEqualTo(3);
    assertThat(Keyspace.fieldExpiries("db0:keys=5,expires=0,avg_ttl=0")).isZero();
  }

  @Test
  void tlsIsSpokenAndTheServersCertificateLookedAt() {
    URI plain = TestServers.encryptedRedis().address();
    String url = "rediss://%s@127.0.0.1:%d/0".formatted(plain.getUserInfo(), plain.getPort() + 1);
    assertThatThrownBy(() -> source(url)).isInstanceOf(EndpointFailure.class);
    try (RedisSource secured = source(url + "?sslrootcert=" + TestServers.certificate())) {
      assertThat(secured.catalog().product()).startsWith("Redis ");
    }
    try (RedisSource secured = source(url + "?sslmode=require")) {
      assertThat(secured.catalog().tables()).isEmpty();
    }
  }

  @Test
  void aBrokenConnectionIsWorthAnotherTry() {
    for (int i = 0; i < 5_000; i++) {
      redis.set("k:" + i, "x".repeat(1_000));
    }
    Table table = described("k");
    source.snapshot(1);
    Split split = source.split(table, "", 1L << 40).get(0);
    RowBatch batch = new RowBatch(Pouring.types(table), 100, 1 << 20);
    try (BatchReader reader = source.read(table, split)) {
      assertThat(reader.read(batch)).isTrue();
      redis.clientKill(new ClientKillParams().type(ClientType.NORMAL).skipMe(SkipMe.YES));
      assertThatThrownBy(
              () -> {
                while (reader.read(batch)) {
                  batch.clear();
                }
              })
          .isInstanceOf(Transient.class);
    }
    assertThat(readNow(table)).hasSize(5_000);
  }

  private List<String> names() {
    return source.catalog().tables().stream().map(TableName::name).toList();
  }

  private Table described(String name) {
    source.catalog();
    return source.describe(List.of(TableName.of(name))).get(0);
  }

  private LogicalType type(String table, String column) {
    return described(table).column(column).type();
  }

  private List<String> rows(String name) {
    return rows(described(name));
  }

  private List<String> rows(Table table) {
    return Pouring.readAll(source, table);
  }

  private List<String> readNow(Table table) {
    List<String> rows = new ArrayList<>();
    for (Split split : source.split(table, "", 1 << 20)) {
      rows.addAll(Pouring.read(source, table, split));
    }
    return rows;
  }

  private Map<String, Long> notes(Table table) {
    source.snapshot(1);
    return notesNow(table);
  }

  private Map<String, Long> notesNow(Table table) {
    Split split = source.split(table, "", 1L << 40).get(0);
    try (BatchReader reader = source.read(table, split)) {
      RowBatch batch = new RowBatch(Pouring.types(table), 10, 1 << 20);
      while (reader.read(batch)) {
        batch.clear();
      }
      return reader.notes();
    }
  }
}
