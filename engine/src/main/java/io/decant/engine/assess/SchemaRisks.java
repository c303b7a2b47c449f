package io.decant.engine.assess;

import io.decant.converter.schema.Collation;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import io.decant.engine.assess.detect.AlikeKeys;
import io.decant.engine.plan.MigrationPlan;
import io.decant.engine.plan.TablePlan;
import io.decant.engine.report.AssessmentReport.Risk;
import io.decant.engine.report.AssessmentReport.Severity;
import io.decant.engine.report.ObjectReport;
import io.decant.engine.report.ObjectReport.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The risks that stand in the schema already, one for all objects that share it. */
final class SchemaRisks {
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");

  /** Words that most engines understand otherwise, so that who writes SQL by hand has to quote. */
  private static final Set<String> RESERVED =
      Set.of(
          ("all and any as asc between both by case check column constraint create current cross"
                  + " database default delete desc distinct double drop else end except exists"
                  + " foreign from full grant group having in index inner insert intersect interval"
                  + " into is join key lateral leading left like limit natural not null offset on or"
                  + " order outer primary range references right row rows select set some table then"
                  + " to trailing union unique unsigned update user using values when where window"
                  + " with")
              .split(" "));

  private final MigrationPlan plan;
  private final List<Risk> risks = new ArrayList<>();

  private SchemaRisks(MigrationPlan plan) {
    this.plan = plan;
  }

  /**
   * @param objects of the plan, with what becomes of each
   */
  static List<Risk> of(MigrationPlan plan, List<ObjectReport> objects) {
    SchemaRisks found = new SchemaRisks(plan);
    found.objects(objects);
    found.tables();
    found.references();
    found.collations();
    return found.risks;
  }

  /** What of the tables is left out or becomes something else, by its code. */
  private void objects(List<ObjectReport> objects) {
    Map<String, List<ObjectReport>> byCode = new LinkedHashMap<>();
    for (ObjectReport object : objects) {
      // What stays behind as a whole is told of elsewhere.
      boolean told = object.status() == Status.SKIPPED && object.ofCatalog();
      boolean differs = object.status() == Status.CHANGED || object.status() == Status.SKIPPED;
      if (differs && !told && !object.code().isEmpty()) {
        String group = object.code() + " " + object.kind() + " " + object.status();
        byCode.computeIfAbsent(group, unused -> new ArrayList<>()).add(object);
      }
    }
    byCode
        .values()
        .forEach(
            group -> {
              ObjectReport first = group.get(0);
              long reasons = group.stream().map(ObjectReport::reason).distinct().count();
              boolean gone = first.status() == Status.SKIPPED;
              add(
                  gone ? Severity.MEDIUM : Severity.LOW,
                  first.code(),
                  (gone ? "left out: " : "changed: ")
                      + Wording.count(group.size(), first.kind())
                      + (reasons > 1 ? "; for one: " : "; ")
                      + first.reason(),
                  group.stream().map(ObjectReport::sourceName).toList(),
                  "");
            });
  }

  private void tables() {
    add(
        Severity.LOW,
        "NO_KEY",
        "tables without a primary key: their rows are told apart by all their values",
        names(table -> table.primaryKey().isEmpty() && !table.columns().isEmpty()),
        "A key makes --resume, verify and sync exact.");
    add(
        Severity.LOW,
        "NO_COLUMNS",
        "tables without columns, whose rows are nothing but a number",
        names(table -> table.columns().isEmpty()),
        "");
    List<String> odd = new ArrayList<>();
    List<String> reserved = new ArrayList<>();
    List<String> untyped = new ArrayList<>();
    for (TablePlan table : plan.tables()) {
      String name = table.name().toString();
      name(name, table.name().name(), odd, reserved);
      if (!table.name().schema().isEmpty() && !PLAIN.matcher(table.name().schema()).matches()) {
        odd.add(name);
      }
      for (Column column : table.source().columns()) {
        name(name + "." + column.name(), column.name(), odd, reserved);
        if (column.nativeType().isBlank()) {
          untyped.add(name + "." + column.name());
        }
      }
    }
    add(
        Severity.LOW,
        "ODD_NAMES",
        "names that have to be quoted wherever they are written",
        odd.stream().distinct().toList(),
        "--names snake gives plain names.");
    add(
        Severity.LOW,
        "RESERVED_NAMES",
        "names that are words of SQL",
        reserved.stream().distinct().toList(),
        "");
    add(
        Severity.LOW,
        "UNTYPED",
        "columns without a declared type: their values decide",
        untyped,
        "");
  }

  private static void name(String whole, String name, List<String> odd, List<String> reserved) {
    if (!PLAIN.matcher(name).matches()) {
      odd.add(whole);
    } else if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
      reserved.add(whole);
    }
  }

  private List<String> names(Predicate<Table> which) {
    return plan.tables().stream()
        .filter(table -> which.test(table.source()))
        .map(table -> table.name().toString())
        .toList();
  }

  private void references() {
    List<String> toItself = new ArrayList<>();
    Map<TableName, Set<TableName>> leads = new HashMap<>();
    for (TablePlan table : plan.tables()) {
      for (ForeignKey key : table.source().foreignKeys()) {
        if (key.target().equals(table.name())) {
          toItself.add(table.name() + " (" + String.join(", ", key.columns()) + ")");
        } else {
          leads.computeIfAbsent(table.name(), unused -> new HashSet<>()).add(key.target());
        }
      }
    }
    add(
        Severity.LOW,
        "SELF_REFERENCES",
        "tables whose foreign keys lead to themselves",
        toItself,
        "");
    List<String> rounds =
        plan.tables().stream()
            .map(TablePlan::name)
            .filter(name -> leadsBack(name, name, leads, new HashSet<>()))
            .map(TableName::toString)
            .toList();
    add(
        Severity.LOW,
        "CIRCULAR_REFERENCES",
        "tables whose foreign keys lead round in a circle: no order of tables satisfies them all",
        rounds,
        "Decant makes foreign keys after the data.");
  }

  private static boolean leadsBack(
      TableName from, TableName to, Map<TableName, Set<TableName>> leads, Set<TableName> seen) {
    for (TableName next : leads.getOrDefault(from, Set.of())) {
      if (next.equals(to) || (seen.add(next) && leadsBack(next, to, leads, seen))) {
        return true;
      }
    }
    return false;
  }

  /** Texts that the source holds to be equal and the target does not. */
  private void collations() {
    Map<String, List<String>> stricter = new LinkedHashMap<>();
    for (TablePlan table : plan.tables()) {
      for (int i = 0; i < table.conversions().size(); i++) {
        Collation from = AlikeKeys.collation(table.readColumns().get(i).type());
        Collation to = AlikeKeys.collation(table.writtenColumns().get(i).type());
        if ((from.ignoresCase() && !to.ignoresCase())
            || (from.ignoresAccents() && !to.ignoresAccents())) {
          stricter
              .computeIfAbsent(from.name(), unused -> new ArrayList<>())
              .add(table.name() + "." + table.readColumns().get(i).name());
        }
      }
    }
    String names =
        stricter.entrySet().stream()
            .map(each -> each.getKey() + " (" + each.getValue().size() + ")")
            .collect(Collectors.joining(", "));
    add(
        Severity.LOW,
        "STRICTER_COLLATION",
        "text that the source compares without regard to case or accents, and the target does not: "
            + names,
        stricter.values().stream().flatMap(List::stream).toList(),
        "Queries that rely on it need lower() or a collation of the target.");
  }

  private void add(
      Severity severity, String code, String reason, List<String> names, String remedy) {
    if (!names.isEmpty()) {
      risks.add(
          new Risk(
              severity,
              code,
              "",
              "",
              reason,
              names.size(),
              0,
              true,
              names.subList(0, Math.min(100, names.size())),
              remedy));
    }
  }
}
