package io.decant.engine.planfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where two trees differ, comments aside. */
final class PlanDifference {
  private static final int SHOWN = 10;

  private PlanDifference() {}

  /** The first few places, each with what stands there. */
  static List<String> of(JsonNode made, JsonNode file) {
    List<String> places = new ArrayList<>();
    made.properties()
        .forEach(
            entry -> collect(entry.getKey(), entry.getValue(), file.path(entry.getKey()), places));
    return places.size() > SHOWN ? List.copyOf(places.subList(0, SHOWN)) : places;
  }

  private static void collect(String place, JsonNode made, JsonNode file, List<String> places) {
    if (made.isObject() && file.isObject()) {
      for (String key : keys(made, file)) {
        collect(place + "." + key, made.path(key), file.path(key), places);
      }
    } else if (made.isArray() && file.isArray()) {
      for (int i = 0; i < Math.max(made.size(), file.size()); i++) {
        collect(place + "[" + i + "]", made.path(i), file.path(i), places);
      }
    } else if (!isSame(made, file)) {
      places.add(place + ": " + text(file) + " in the file, now " + text(made));
    }
  }

  private static Set<String> keys(JsonNode made, JsonNode file) {
    Set<String> keys = new LinkedHashSet<>();
    made.fieldNames().forEachRemaining(keys::add);
    file.fieldNames().forEachRemaining(keys::add);
    keys.remove(PlanTree.COMMENT);
    return keys;
  }

  private static String text(JsonNode node) {
    return node instanceof MissingNode ? "nothing" : node.isValueNode() ? node.asText() : "more";
  }

  /** Equal however YAML reads a text: as a number, a truth or nothing. */
  static boolean isSame(JsonNode one, JsonNode other) {
    if (one.isArray() && other.isArray() && one.size() == other.size()) {
      for (int i = 0; i < one.size(); i++) {
        if (!isSame(one.get(i), other.get(i))) {
          return false;
        }
      }
      return true;
    }
    return one.isValueNode() && other.isValueNode() && one.asText().equals(other.asText());
  }
}
