package io.decant.engine.assess;

import io.decant.converter.schema.ObjectKind;

/**
 * What it takes off the score, and how much work it is, that objects of a kind do not come over by
 * themselves. The numbers stand in docs/assessment.md with their reasons.
 *
 * @param points for each object
 * @param most points for all of the kind together
 * @param hours of work for each object
 * @param linesPerHour by which the hours grow with the length of its definition; 0 for not at all
 * @param work what has to be done, in words
 */
record Weights(double points, int most, double hours, int linesPerHour, String work) {

  static Weights of(ObjectKind kind) {
    return switch (kind) {
      case ROUTINE -> new Weights(3, 25, 1, 25, "to be written anew in the target's language");
      case TRIGGER -> new Weights(2, 15, 0.5, 25, "to be written anew in the target's language");
      case EVENT -> new Weights(2, 8, 1, 25, "for a scheduler of the target");
      case RULE -> new Weights(2, 8, 1, 25, "to become triggers or views");
      case VIEW -> new Weights(1, 10, 0.5, 40, "queries to be written in the target's language");
      case MATERIALIZED_VIEW -> new Weights(1, 8, 1, 40, "queries to be written, and refreshed");
      case POLICY -> new Weights(2, 10, 1, 0, "who sees which rows is to be seen to anew");
      case FOREIGN_TABLE -> new Weights(2, 8, 1, 0, "rows to be brought from where they are");
      case FILE -> new Weights(1, 5, 0.25, 0, "to be brought into a form that can be read");
      case TABLE -> new Weights(10, 40, 0.5, 0, "to be made readable");
      case VIRTUAL_TABLE -> new Weights(3, 9, 2, 0, "the search to be made anew in the target");
      case EXCLUSION -> new Weights(2, 6, 1, 0, "for the application or a trigger to watch over");
      case LARGE_OBJECT -> new Weights(5, 5, 2, 0, "to become columns of bytes first");
      case EXTENSION -> new Weights(1, 6, 0.5, 0, "a counterpart to be found where they are used");
      case TYPE -> new Weights(1, 5, 0.5, 0, "values that come over as text");
      case SEQUENCE -> new Weights(0.5, 3, 0.25, 0, "to be made where the application asks them");
      case CHECK -> new Weights(0.5, 5, 0.25, 0, "to be written in the target's language");
      case GENERATED_COLUMN -> new Weights(1, 5, 0.5, 0, "expressions to be written anew");
      case INDEX -> new Weights(0.5, 5, 0.25, 0, "to be made in a form that the target has");
      case DEFAULT -> new Weights(0.25, 4, 0.1, 0, "to be written in the target's language");
      case PRIMARY_KEY, UNIQUE_KEY, FOREIGN_KEY ->
          new Weights(1, 8, 0.25, 0, "for the application to watch over");
      case CONSUMER_GROUP -> new Weights(1, 4, 0.5, 0, "to be made anew by those who read");
      case GRANT -> new Weights(0.1, 2, 0.05, 0, "to be given to the target's roles");
      case IDENTITY -> new Weights(0.5, 3, 0.1, 0, "to be numbered by the application");
      case COLUMN -> new Weights(2, 10, 0.25, 0, "to be brought over by hand");
      // Their rows and values come over; what they were stays in the report.
      case PARTITION ->
          new Weights(0.1, 2, 0.05, 0, "to be made anew where the target is to have them");
      case DOMAIN, COMMENT -> new Weights(0, 0, 0, 0, "");
    };
  }

  /** Hours for one object with that definition. */
  double hoursOf(String definition) {
    return linesPerHour == 0
        ? hours
        : hours + (double) definition.strip().lines().count() / linesPerHour;
  }
}
