package io.decant.connectors.redis;

import static io.decant.connectors.redis.Wire.bytes;

import io.decant.connectors.spi.Checks;
import io.decant.connectors.spi.Finding;
import io.decant.converter.DecantException;
import io.decant.converter.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import redis.clients.jedis.Protocol.Command;

/** What the server said about itself when we came, and its clock. */
final class RedisFindings {
  private static final int OLDEST = 5;

  private final RedisServer server;
  private final String where;

  RedisFindings(RedisServer server) {
    this.server = server;
    this.where = Checks.where(server.endpoint);
  }

  /** What matters to who reads. */
  List<Finding> ofSource() {
    List<Finding> findings = new ArrayList<>();
    if (server.fact("role").equals("slave") && !server.fact("master_link_status").equals("up")) {
      findings.add(
          Finding.warning(
              "REPLICA",
              where,
              "it is a replica that has lost its master: its keys are as old as that",
              "Wait until master_link_status is up, or read from the master."));
    }
    if (evicts()) {
      findings.add(
          Finding.warning(
              "EVICTION",
              where,
              "it may drop keys while they are read: " + policy(),
              "CONFIG SET maxmemory-policy noeviction while the run goes on."));
    }
    findings.addAll(otherDatabases());
    findings.addAll(common());
    return findings;
  }

  /** Keys of the same server that the URL leaves out. */
  private List<Finding> otherDatabases() {
    if (!server.isOneDatabase()) {
      return List.of();
    }
    List<String> others =
        server.keyCounts().entrySet().stream()
            .filter(each -> each.getKey() != server.database())
            .map(each -> "%d (%d keys)".formatted(each.getKey(), each.getValue()))
            .toList();
    return others.isEmpty()
        ? List.of()
        : List.of(
            Finding.info(
                "OTHER_DATABASES",
                where,
                "the server has more databases than the one that is named: "
                    + String.join(", ", others),
                "redis://host without a number reads them all."));
  }

  /**
   * What matters to who writes. A server that drops keys when its memory is full would lose rows
   * without a word, and a replica takes none.
   */
  List<Finding> ofTarget(List<Table> tables) {
    List<Finding> findings = new ArrayList<>();
    if (server.fact("role").equals("slave")) {
      findings.add(refusal("REPLICA", "is a replica", "Name its master."));
    }
    if (evicts()) {
      findings.add(
          refusal(
              "EVICTION",
              "drops keys when its memory is full: " + policy(),
              "CONFIG SET maxmemory-policy noeviction, at least until the run has been verified."));
    }
    findings.addAll(ExpiryColumn.findings(server.endpoint, tables));
    findings.addAll(memory(Checks.expectedBytes(tables)));
    if (!server.fact("loading").equals("1") && keepsNothing()) {
      findings.add(
          Finding.warning(
              "NOT_DURABLE",
              where,
              "it saves nothing to disk: a restart loses every row",
              "CONFIG SET save \"3600 1\" or CONFIG SET appendonly yes."));
    }
    findings.addAll(common());
    return findings;
  }

  private Finding refusal(String code, String what, String remedy) {
    return Finding.refusal(server.endpoint.role(), code, where, what, remedy);
  }

  private boolean evicts() {
    return server.fact("maxmemory_policy").startsWith("allkeys") && number("maxmemory") > 0;
  }

  private String policy() {
    return "maxmemory-policy is " + server.fact("maxmemory_policy");
  }

  /** Where no limit is set, the machine's memory is one. */
  private List<Finding> memory(long expected) {
    boolean limited = number("maxmemory") > 0;
    long most = limited ? number("maxmemory") : number("total_system_memory");
    return most == 0
        ? List.of()
        : Checks.space(
            where,
            limited ? "its maxmemory" : "the memory of its machine",
            Math.max(0, most - number("used_memory")),
            expected);
  }

  /** Neither snapshots nor a log; a user who may not ask is not told. */
  private boolean keepsNothing() {
    if (!server.fact("aof_enabled").equals("0")) {
      return false;
    }
    try {
      List<?> answer =
          server.with(
              server.database(), wire -> wire.list(Command.CONFIG, bytes("GET"), bytes("save")));
      return answer.size() == 2 && Wire.text(answer.get(1)).isEmpty();
    } catch (DecantException notOurs) {
      return false;
    }
  }

  private List<Finding> common() {
    List<Finding> findings = new ArrayList<>();
    String major = server.version().split("\\.", 2)[0];
    if (major.matches("[0-9]{1,4}") && Integer.parseInt(major) < OLDEST) {
      findings.add(
          Finding.warning(
              "VERSION",
              where,
              "Redis %s is older than Decant is made for".formatted(server.version()),
              "Use 5.0 or newer."));
    }
    List<?> time = server.with(server.database(), wire -> wire.list(Command.TIME));
    findings.addAll(Checks.clock(where, 1_000 * Long.parseLong(Wire.text(time.get(0)))));
    findings.addAll(Checks.wire(server.endpoint, isEncrypted()));
    return findings;
  }

  private boolean isEncrypted() {
    return RedisSockets.tls(server.endpoint).isPresent();
  }

  private long number(String fact) {
    String text = server.fact(fact).toLowerCase(Locale.ROOT);
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
  }
}
