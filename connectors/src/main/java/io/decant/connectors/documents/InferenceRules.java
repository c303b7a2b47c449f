package io.decant.connectors.documents;

import io.decant.converter.DecantException.UserError;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What becomes of arrays and of objects in documents, where the user has a wish.
 *
 * @param arrays rows of a table of their own, or JSON
 * @param objects columns, a row of a table of their own, or JSON
 */
public record InferenceRules(Arrays arrays, Objects objects) {
  public static final String ARRAYS = "arrays";
  public static final String OBJECTS = "objects";
  public static final InferenceRules DEFAULT = new InferenceRules(Arrays.AUTO, Objects.AUTO);

  /** What an array becomes. */
  public enum Arrays {
    /** A table where its elements are records, else JSON. */
    AUTO,
    TABLE,
    JSON
  }

  /** What an object becomes. */
  public enum Objects {
    /** Columns where it is a record, JSON where its keys are data. */
    AUTO,
    FLATTEN,
    /** A row of a table of its own where it is a record, JSON where its keys are data. */
    TABLE,
    JSON
  }

  /**
   * Reads the parameters {@code arrays} and {@code objects} of a URL.
   *
   * @throws UserError a value is none of the words
   */
  public static InferenceRules of(Map<String, String> parameters) {
    return new InferenceRules(
        word(Arrays.class, ARRAYS, parameters), word(Objects.class, OBJECTS, parameters));
  }

  private static <E extends Enum<E>> E word(
      Class<E> type, String name, Map<String, String> parameters) {
    String word = parameters.getOrDefault(name, "auto");
    return java.util.Arrays.stream(type.getEnumConstants())
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new UserError(
                    name,
                    "\"" + word + "\" is no rule for " + name,
                    "One of "
                        + java.util.Arrays.stream(type.getEnumConstants())
                            .map(each -> each.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "))
                        + "."));
  }
}
