package io.decant.engine.preflight;

import io.decant.connectors.spi.Finding;
import io.decant.connectors.spi.Finding.Kind;
import io.decant.connectors.spi.Finding.Severity;
import io.decant.converter.DecantException;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.NotReady;
import io.decant.converter.DecantException.Role;
import io.decant.converter.DecantException.Transient;
import io.decant.converter.DecantException.UnsupportedSchema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/**
 * Collects what is found before the first byte is written, so that whoever has three things to mend
 * is told of three. For one thread.
 */
public final class Preflight {
  private final List<Finding> findings = new ArrayList<>();

  /** Each as it would have been thrown alone: several findings may come of one. */
  private final List<DecantException> errors = new ArrayList<>();

  /** Notes what was found. */
  public void add(List<Finding> found) {
    findings.addAll(found);
    found.stream().filter(Finding::stops).map(Finding::asException).forEach(errors::add);
  }

  /**
   * Makes a check of ours: what it throws is an error, and the next check follows all the same.
   *
   * @param code of the finding
   */
  public void check(String code, Runnable check) {
    try {
      check.run();
    } catch (DecantException failure) {
      note(code, failure);
    }
  }

  /** Notes an error that was thrown. */
  public void note(String code, DecantException failure) {
    List<String> whats =
        failure instanceof UnsupportedSchema schema
            ? schema.problems()
            : List.of(failure.message());
    for (String what : whats) {
      findings.add(
          new Finding(Severity.ERROR, kind(failure), code, failure.where(), what, failure.hint()));
    }
    errors.add(failure);
  }

  /** Asks a database for its findings: that it cannot be asked is one, and stops nothing. */
  public void ask(String where, Supplier<List<Finding>> question) {
    try {
      add(question.get());
    } catch (DecantException failure) {
      add(List.of(Finding.notChecked(where, "its settings", failure)));
    }
  }

  private static Kind kind(DecantException failure) {
    if (failure instanceof EndpointFailure refused) {
      return kind(refused.role());
    }
    return failure instanceof Transient lost ? kind(lost.role()) : Kind.SETTING;
  }

  private static Kind kind(Role role) {
    return role == Role.SOURCE ? Kind.SOURCE_ACCESS : Kind.TARGET_ACCESS;
  }

  /** Everything so far, the gravest first. */
  public List<Finding> findings() {
    return findings.stream().sorted(Comparator.comparing(Finding::severity).reversed()).toList();
  }

  /**
   * Ends the run where there are errors.
   *
   * @throws NotReady several, in the order found
   * @throws DecantException the only one
   */
  public void require() {
    if (errors.size() == 1) {
      throw errors.get(0);
    }
    if (!errors.isEmpty()) {
      throw new NotReady(errors);
    }
  }
}
