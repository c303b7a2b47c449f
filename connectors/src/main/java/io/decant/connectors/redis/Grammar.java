package io.decant.connectors.redis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one database as templates, learnt from all of them. Each template and type of value
 * is a group, which becomes a table. The same keys give the same groups and names.
 */
final class Grammar {
  private final Map<Byte, GrammarNode> roots = new TreeMap<>();
  private final Map<GrammarNode, Map<RedisType, Group>> groups = new IdentityHashMap<>();
  private final List<Group> ordered = new ArrayList<>();

  /** Keys of one template and one type of value. */
  record Group(String name, Template template, RedisType type, long keys, boolean mixed) {}

  void add(KeyPath path, RedisType type) {
    roots.computeIfAbsent(path.separator, key -> new GrammarNode()).add(path, 0, type);
  }

  /** Adds what is known without keys; instead of learning. */
  void add(Template template, RedisType type, String name) {
    GrammarNode node = roots.computeIfAbsent(template.separator(), key -> new GrammarNode());
    for (Template.Part part : template.parts()) {
      node = node.after(part);
    }
    node.here.merge(type, 1L, Long::sum);
    groups
        .computeIfAbsent(node, key -> new HashMap<>())
        .put(type, new Group(name, template, type, 0, false));
  }

  /** Ends the learning. */
  void settle(String prefix, Set<String> taken) {
    List<Candidate> found = new ArrayList<>();
    roots.forEach(
        (separator, root) -> {
          root.settle(true);
          collect(separator, root, new ArrayList<>(), found);
        });
    found.sort(
        Comparator.comparing((Candidate one) -> one.template().parts().size())
            .thenComparing(one -> one.template().toString())
            .thenComparing(one -> -one.keys())
            .thenComparing(Candidate::type));
    Set<String> names = new HashSet<>(taken);
    for (Candidate one : found) {
      boolean mixed = one.node().here.size() > 1;
      Group group =
          new Group(name(prefix, one, names), one.template(), one.type(), one.keys(), mixed);
      groups.computeIfAbsent(one.node(), node -> new HashMap<>()).put(one.type(), group);
      ordered.add(group);
    }
  }

  private record Candidate(Template template, RedisType type, long keys, GrammarNode node) {}

  private static void collect(
      byte separator, GrammarNode node, List<Template.Part> parts, List<Candidate> into) {
    node.here.forEach(
        (type, keys) -> into.add(new Candidate(new Template(separator, parts), type, keys, node)));
    node.words.forEach(
        (word, next) -> collect(separator, next, longer(parts, Template.Part.of(word)), into));
    node.kinds.forEach(
        (kind, next) -> collect(separator, next, longer(parts, Template.Part.of(kind)), into));
  }

  private static List<Template.Part> longer(List<Template.Part> parts, Template.Part part) {
    List<Template.Part> longer = new ArrayList<>(parts);
    longer.add(part);
    return longer;
  }

  private static String name(String prefix, Candidate one, Set<String> names) {
    String base = one.template().name();
    String wanted = prefix + (base.isEmpty() ? one.type().plural : base);
    if (names.add(wanted)) {
      return wanted;
    }
    String typed = base.isEmpty() ? wanted : wanted + "_" + one.type().plural;
    String next = typed;
    for (int i = 2; !names.add(next); i++) {
      next = typed + "_" + i;
    }
    return next;
  }

  List<Group> groups() {
    return ordered;
  }

  Optional<Group> find(KeyPath path, RedisType type) {
    GrammarNode root = roots.get(path.separator);
    @Nullable GrammarNode node = root == null ? null : root.find(path, 0, type);
    return node == null
        ? Optional.empty()
        : Optional.ofNullable(groups.getOrDefault(node, Map.of()).get(type));
  }
}
