package io.decant.engine;

import io.decant.converter.convert.ValuePolicies;
import java.util.List;

/**
 * How the target's names, types and values follow from the source's, as far as the user decides it.
 * A part of the plan: a run is resumed with the same.
 *
 * @param types in the order of the job file; the first that fits a column decides
 * @param choices about single columns, before the others
 */
public record Mapping(
    NameStyle names, List<TypeRule> types, ValuePolicies values, Choices choices) {
  public static final Mapping DEFAULTS =
      new Mapping(NameStyle.PRESERVE, List.of(), ValuePolicies.DEFAULTS);

  public Mapping {
    types = List.copyOf(types);
  }

  /** Without a word about single columns. */
  public Mapping(NameStyle names, List<TypeRule> types, ValuePolicies values) {
    this(names, types, values, Choices.NONE);
  }

  public Mapping with(NameStyle newNames) {
    return new Mapping(newNames, types, values, choices);
  }
}
