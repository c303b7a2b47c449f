package io.decant.connectors.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mysql.cj.jdbc.JdbcStatement;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

class TestServersTest {

  private static final String ROWS = "1\tZoë\n2\t😀\n";

  @Test
  void postgresqlBootsAndTakesCopy() throws Exception {
    TestServer server = TestServers.postgresql();
    assertThat(server.name()).isEqualTo("PostgreSQL");
    try (TestDatabase database = server.newDatabase();
        Connection connection = database.connect()) {
      createPeople(connection);
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("COPY people FROM STDIN", new StringReader(ROWS));
      assertPeopleArrived(connection);
      assertThat(value(connection, "SHOW wal_level")).isEqualTo("logical");
      assertThat(value(connection, "SHOW synchronous_commit")).isEqualTo("on");
    }
  }

  @Test
  void mysqlBootsAndTakesLoadDataLocal() throws Exception {
    TestServer server = TestServers.mysql();
    assertThat(server.name()).isEqualTo("MySQL");
    try (TestDatabase database = server.newDatabase();
        Connection connection = database.connect()) {
      loadPeople(connection);
      assertThat(value(connection, "SELECT @@binlog_format")).isEqualTo("ROW");
      assertThat(value(connection, "SELECT @@gtid_mode")).isEqualTo("ON");
    }
  }

  @Test
  void mariadbBootsAndTakesLoadDataLocal() throws Exception {
    TestServer server = TestServers.mariadb();
    assertThat(server.name()).isEqualTo("MariaDB");
    try (TestDatabase database = server.newDatabase();
        Connection connection = database.connect()) {
      loadPeople(connection);
      assertThat(value(connection, "SELECT @@binlog_format")).isEqualTo("ROW");
      assertThat(value(connection, "SELECT @@log_bin")).isEqualTo("1");
    }
  }

  @Test
  void mongodbBootsAsAReplicaSetAndTakesDocuments() {
    MongoServer server = TestServers.mongodb();
    assertThat(server.version()).startsWith("8.");
    try (MongoServer.Database database = server.newDatabase()) {
      MongoCollection<Document> people = database.driver().getCollection("people");
      people.insertOne(new Document("_id", 2).append("name", "😀"));
      assertThat(people.find()).extracting(person -> person.get("name")).containsExactly("😀");
      assertThat(database.driver().runCommand(new Document("hello", 1)).getString("setName"))
          .isEqualTo("rs0");
    }
  }

  @Test
  void sqliteDatabasesAreFilesThatVanishOnClose() throws Exception {
    TestDatabase database = TestServers.sqlite().newDatabase();
    try (Connection connection = database.connect()) {
      createPeople(connection);
    }
    Path file = Path.of(database.url().replace("sqlite://", ""));
    assertThat(file).isNotEmptyFile();
    database.close();
    assertThat(Files.exists(file.getParent())).isFalse();
  }

  @Test
  void aDatabaseIsDroppedUnderAnOpenTransaction() throws Exception {
    for (TestServer server :
        new TestServer[] {
          TestServers.postgresql(), TestServers.mysql(), TestServers.mariadb(),
        }) {
      TestDatabase database = server.newDatabase();
      Connection forgotten = database.connect();
      createPeople(forgotten);
      forgotten.setAutoCommit(false);
      assertThat(value(forgotten, "SELECT count(*) FROM people")).isEqualTo("0");
      database.close();
      assertThat(forgotten.isValid(5)).as(server.name()).isFalse();
    }
  }

  private static void createPeople(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE people (id int PRIMARY KEY, name varchar(20))");
    }
  }

  private static void loadPeople(Connection connection) throws SQLException {
    createPeople(connection);
    try (Statement statement = connection.createStatement()) {
      statement
          .unwrap(JdbcStatement.class)
          .setLocalInfileInputStream(
              new ByteArrayInputStream(ROWS.getBytes(StandardCharsets.UTF_8)));
      statement.execute("LOAD DATA LOCAL INFILE 'people' INTO TABLE people CHARACTER SET utf8mb4");
    }
    assertPeopleArrived(connection);
  }

  private static void assertPeopleArrived(Connection connection) throws SQLException {
    assertThat(value(connection, "SELECT count(*) FROM people")).isEqualTo("2");
    assertThat(value(connection, "SELECT name FROM people WHERE id = 2")).isEqualTo("😀");
  }

  private static String value(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getString(1);
    }
  }
}
