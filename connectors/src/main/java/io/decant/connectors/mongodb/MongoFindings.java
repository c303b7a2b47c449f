package io.decant.connectors.mongodb;

import com.mongodb.MongoException;
import io.decant.connectors.mongodb.MongoServer.Kind;
import io.decant.connectors.spi.Checks;
import io.decant.connectors.spi.Finding;
import io.decant.connectors.tls.Tls;
import io.decant.converter.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNumber;
import org.bson.BsonString;
import org.bson.BsonValue;

/** What can be said of a server before documents move. */
final class MongoFindings {
  /** Of the roles that come with the server, readWrite has them. */
  private static final List<String> WANTED =
      List.of("find", "insert", "update", "remove", "createCollection", "createIndex");

  private static final BsonString NOTHING = new BsonString("");

  private final MongoSession session;
  private final String where;

  MongoFindings(MongoSession session) {
    this.session = session;
    this.where = Checks.where(session.endpoint());
  }

  /** What matters to who reads. */
  List<Finding> ofSource() {
    List<Finding> findings = common();
    if (session.server().kind() == Kind.STANDALONE) {
      findings.add(
          Finding.info(
              "SYNC_SETTINGS",
              where,
              "only decant sync needs it: a standalone server has no change streams",
              "Make it a replica set of one: --replSet NAME and rs.initiate()."));
    }
    return findings;
  }

  /** What matters to who writes into these tables. */
  List<Finding> ofTarget(List<Table> tables) {
    List<Finding> findings = new ArrayList<>();
    findings.addAll(asking("its privileges", this::rights));
    findings.addAll(asking("its disk", () -> disk(Checks.expectedBytes(tables))));
    findings.addAll(common());
    return findings;
  }

  private List<Finding> common() {
    List<Finding> findings = new ArrayList<>();
    findings.addAll(
        asking(
            "its clock",
            () -> Checks.clock(where, session.admin("hello").getDateTime("localTime").getValue())));
    boolean srv = session.endpoint().typed().equals(MongoConnector.SRV);
    Tls.Mode mode = srv ? Tls.Mode.VERIFY_FULL : Tls.Mode.DISABLE;
    findings.addAll(Checks.wire(session.endpoint(), Tls.of(session.endpoint(), mode).isPresent()));
    return findings;
  }

  /** Without users, everybody may do everything. */
  private List<Finding> rights() {
    BsonDocument auth =
        session
            .database()
            .runCommand(
                new BsonDocument("connectionStatus", new BsonInt32(1))
                    .append("showPrivileges", BsonBoolean.TRUE),
                BsonDocument.class)
            .getDocument("authInfo");
    if (auth.getArray("authenticatedUsers", new BsonArray()).isEmpty()) {
      return List.of();
    }
    Set<String> held = new HashSet<>();
    for (BsonValue privilege : auth.getArray("authenticatedUserPrivileges", new BsonArray())) {
      if (isOfDatabase(privilege.asDocument().getDocument("resource"))) {
        privilege
            .asDocument()
            .getArray("actions")
            .forEach(action -> held.add(action.asString().getValue()));
      }
    }
    List<String> missing = WANTED.stream().filter(action -> !held.contains(action)).toList();
    String database = session.endpoint().path();
    return missing.isEmpty()
        ? List.of()
        : List.of(
            Finding.refusal(
                session.endpoint().role(),
                "PRIVILEGE",
                where,
                "%s may not %s in database %s"
                    .formatted(session.endpoint().user(), String.join(", ", missing), database),
                "db.grantRolesToUser(\"%s\", [{role: \"readWrite\", db: \"%s\"}])"
                    .formatted(session.endpoint().user(), database)));
  }

  /** An empty name stands for all. */
  private boolean isOfDatabase(BsonDocument resource) {
    String named = resource.getString("db", NOTHING).getValue();
    return resource.getBoolean("anyResource", BsonBoolean.FALSE).getValue()
        || (resource.containsKey("db")
            && (named.isEmpty() || named.equals(session.endpoint().path()))
            && resource.getString("collection", NOTHING).getValue().isEmpty());
  }

  /** Since MongoDB 3.6 the server tells of its disk; a router does not. */
  private List<Finding> disk(long expected) {
    BsonDocument stats =
        session
            .database()
            .runCommand(new BsonDocument("dbStats", new BsonInt32(1)), BsonDocument.class);
    return stats.get("fsTotalSize") instanceof BsonNumber total
            && stats.get("fsUsedSize") instanceof BsonNumber used
            && total.longValue() > 0 // 0 for a database that is not there yet
        ? Checks.space(
            where, "the disk of its data", total.longValue() - used.longValue(), expected)
        : List.of();
  }

  private List<Finding> asking(String what, Supplier<List<Finding>> question) {
    try {
      return question.get();
    } catch (MongoException failure) {
      return List.of(
          Finding.notChecked(
              where, what, MongoErrors.classify(failure, session.endpoint(), where)));
    }
  }
}
