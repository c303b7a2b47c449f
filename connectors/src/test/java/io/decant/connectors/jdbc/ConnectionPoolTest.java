package io.decant.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.EndpointUrl;
import io.decant.connectors.testing.TestDatabase;
import io.decant.connectors.testing.TestServers;
import io.decant.converter.DecantException;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.Role;
import io.decant.converter.DecantException.Transient;
import io.decant.converter.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The pool that all islands with connections share, on a server. */
class ConnectionPoolTest {
  private final TestDatabase database = TestServers.postgresql().newDatabase();
  private final Endpoint endpoint = EndpointUrl.parse(Role.TARGET, database.url());
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger refusals = new AtomicInteger();
  private String refusal = NOBODY;

  /** The classes of SQLSTATE, as the standard and PostgreSQL's manual have them. */
  private static final String NOBODY = "08001";

  private static final String FULL = "53300";

  /** Of a dialect the pool wants the meaning of errors alone. */
  private static final Dialect ERRORS =
      new Dialect() {
        @Override
        public String quote(String identifier) {
          throw new AssertionError(identifier);
        }

        @Override
        public String table(TableName name) {
          throw new AssertionError(name);
        }

        @Override
        public String literal(String text) {
          throw new AssertionError(text);
        }

        @Override
        public DecantException classify(SQLException failure, Role role, String where) {
          String words = String.valueOf(failure.getMessage());
          return switch (String.valueOf(failure.getSQLState())) {
            case NOBODY -> new Transient(role, where, words, failure);
            case FULL -> new Transient(role, where, words, "Allow more.", failure);
            default -> new EndpointFailure(role, where, words, "", failure);
          };
        }
      };

  @AfterEach
  void dropTheDatabase() throws SQLException {
    database.close();
  }

  @Test
  void aConnectionIsUsedAgainWithoutWhatWasNotCommitted() throws SQLException {
    try (ConnectionPool pool = pool(3)) {
      Connection first = pool.borrow();
      String number = session(first);
      execute(first, "CREATE TABLE public.kept (id int)");
      first.setAutoCommit(false);
      execute(first, "INSERT INTO public.kept VALUES (1)");
      pool.giveBack(first);

      Connection again = pool.borrow();

      assertThat(session(again)).isEqualTo(number);
      assertThat(again.getAutoCommit()).isTrue();
      assertThat(text(again, "SELECT count(*) FROM public.kept")).isEqualTo("0");
      pool.giveBack(again);
    }
  }

  @Test
  void theConnectionThatShowsWhetherTheUrlIsRightIsTheFirstToBeUsed() {
    try (ConnectionPool pool = pool(3)) {
      Connection first = pool.borrow();
      assertThat(opened).hasValue(1);
      pool.giveBack(first);
    }
  }

  /** A role or a server may allow few. */
  @Test
  void noneIsOpenedForNobody() throws Exception {
    try (ConnectionPool pool = pool(3)) {
      Connection only = pool.borrow();
      TimeUnit.MILLISECONDS.sleep(400);
      assertThat(opened).hasValue(1);
      pool.giveBack(only);
    }
  }

  @Test
  void workThatFailsEndsItsConnection() throws SQLException {
    try (ConnectionPool pool = pool(1)) {
      String before = pool.lend("here", ConnectionPoolTest::session);

      assertThatThrownBy(() -> pool.lend("here", one -> text(one, "SELECT 1/0")))
          .isInstanceOf(DecantException.class);

      String after = pool.lend("here", ConnectionPoolTest::session);
      assertThat(after).isNotEqualTo(before);
      assertThat(isGone(before)).isTrue();
    }
  }

  @Test
  void oneThatDiedAtRestIsReplaced() throws Exception {
    try (ConnectionPool pool = pool(2)) {
      String before = pool.lend("here", ConnectionPoolTest::session);
      try (Connection other = database.connect()) {
        text(other, "SELECT pg_terminate_backend(" + before + ")");
      }
      TimeUnit.MILLISECONDS.sleep(600);

      String after = pool.lend("here", ConnectionPoolTest::session);
      assertThat(after).isNotEqualTo(before);
    }
  }

  @Test
  void whoeverWantsOneMoreThanThereMayBeWaits() throws Exception {
    try (ConnectionPool pool = pool(1)) {
      Connection only = pool.borrow();
      CompletableFuture<Connection> next = CompletableFuture.supplyAsync(pool::borrow);
      TimeUnit.MILLISECONDS.sleep(100);
      assertThat(next).isNotDone();

      pool.giveBack(only);

      pool.giveBack(next.get(10, TimeUnit.SECONDS));
    }
  }

  @Test
  void whatIsGivenBackAndDiscardedCountsOnce() throws Exception {
    try (ConnectionPool pool = pool(1)) {
      Connection one = pool.borrow();
      pool.giveBack(one);
      pool.discard(one);
      pool.giveBack(one);

      Connection again = pool.borrow();
      CompletableFuture<Connection> second = CompletableFuture.supplyAsync(pool::borrow);
      TimeUnit.MILLISECONDS.sleep(100);
      assertThat(second).isNotDone();
      pool.giveBack(again);
      pool.giveBack(second.get(10, TimeUnit.SECONDS));
    }
  }

  @Test
  void aServerThatComesBackIsWaitedForButNotAtFirst() throws SQLException {
    refusals.set(1);
    assertThatThrownBy(() -> pool(1)).isInstanceOf(DecantException.class);
    assertThat(opened).hasValue(1);

    try (ConnectionPool pool = pool(1)) {
      pool.discard(pool.borrow());
      refusals.set(3);

      String answer = pool.lend("here", one -> text(one, "SELECT 7"));
      assertThat(answer).isEqualTo("7");
      assertThat(refusals).hasValue(0);
    }
  }

  @Test
  @Timeout(20)
  void aServerThatHasNoneLeftIsAskedForAShortWhile() throws SQLException {
    refusal = FULL;
    refusals.set(2);
    try (ConnectionPool pool = pool(2)) {
      Connection only = pool.borrow();
      assertThat(refusals).hasValue(0);
      refusals.set(Integer.MAX_VALUE);

      assertThatThrownBy(pool::borrow)
          .isInstanceOf(Transient.class)
          .hasMessage("no connection")
          .satisfies(e -> assertThat(((DecantException) e).hint()).isEqualTo("Allow more."));
      pool.giveBack(only);
      String answer = pool.lend("here", one -> text(one, "SELECT 7"));
      assertThat(answer).isEqualTo("7");
    }
  }

  @Test
  void whatIsNotLentIsEnded() throws SQLException {
    try (ConnectionPool pool = pool(2)) {
      Connection lent = pool.borrow();
      String number = session(lent);
      String idle = pool.lend("here", ConnectionPoolTest::session);

      pool.rest();

      assertThat(isGone(idle)).isTrue();
      assertThat(session(lent)).isEqualTo(number);
      pool.giveBack(lent);
    }
  }

  @Test
  void closingEndsWhatIsStillLent() throws SQLException {
    ConnectionPool pool = pool(2);
    Connection lent = pool.borrow();
    String number = session(lent);
    pool.lend("here", ConnectionPoolTest::session);

    pool.close();

    assertThat(isGone(number)).isTrue();
    assertThatThrownBy(pool::borrow).isInstanceOf(EndpointFailure.class);
  }

  /** Its opener counts, and refuses as often as the test says. */
  private ConnectionPool pool(int size) {
    return new ConnectionPool(
        endpoint,
        ERRORS,
        size,
        () -> {
          opened.incrementAndGet();
          if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new SQLException("no connection", refusal);
          }
          return database.connect();
        });
  }

  /** The server ends a session a moment after its client has gone. */
  private boolean isGone(String number) throws SQLException {
    try (Connection other = database.connect()) {
      for (int i = 0; i < 100; i++) {
        String there = "SELECT count(*) FROM pg_stat_activity WHERE pid = " + number;
        if (text(other, there).equals("0")) {
          return true;
        }
        text(other, "SELECT pg_sleep(0.05)");
      }
      return false;
    }
  }

  private static String session(Connection connection) throws SQLException {
    return text(connection, "SELECT pg_backend_pid()");
  }

  private static String text(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() ? String.valueOf(row.getString(1)) : "";
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
