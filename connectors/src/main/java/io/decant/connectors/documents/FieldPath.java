package io.decant.connectors.documents;

import java.util.ArrayList;
import java.util.List;

/**
 * The names that lead to a field, as text: {@code address.zip}. A dot within a name stands as
 * {@code \.}, a bracket as {@code \[} and a backslash as {@code \\}; an empty name is {@code \e}.
 * {@code []} behind a path means each element of the array there: {@code items[].parts}.
 */
final class FieldPath {
  /** The step of an empty name: without it, an object of that name would be the document itself. */
  private static final String EMPTY = "\\e";

  private FieldPath() {}

  /** One name as a step of a path. */
  static String step(String name) {
    if (name.isEmpty()) {
      return EMPTY;
    }
    return name.replace("\\", "\\\\").replace(".", "\\.").replace("[", "\\[");
  }

  /** The path of a field within the object of another path, which is empty for the document. */
  static String of(String object, String name) {
    return object.isEmpty() ? step(name) : object + "." + step(name);
  }

  /** The names of a path without arrays. */
  static List<String> names(String path) {
    return arrays(path).get(0);
  }

  /** The names that lead from each array's elements to the next array: at least one list. */
  static List<List<String>> arrays(String path) {
    List<List<String>> arrays = new ArrayList<>();
    List<String> names = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < path.length(); i++) {
      char next = path.charAt(i);
      if (path.startsWith(EMPTY, i)) {
        i++;
      } else if (next == '\\' && i + 1 < path.length()) {
        name.append(path.charAt(++i));
      } else if (next == '.') {
        names.add(name.toString());
        name.setLength(0);
      } else if (next == '[' && path.startsWith("[].", i)) {
        names.add(name.toString());
        name.setLength(0);
        arrays.add(List.copyOf(names));
        names.clear();
        i += 2;
      } else {
        name.append(next);
      }
    }
    names.add(name.toString());
    arrays.add(List.copyOf(names));
    return arrays;
  }
}
