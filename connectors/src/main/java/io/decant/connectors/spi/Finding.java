package io.decant.connectors.spi;

import io.decant.converter.DecantException;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.Role;
import io.decant.converter.DecantException.UserError;

/**
 * One thing that a person should know before the first byte is written.
 *
 * @param severity whether it stops the run
 * @param kind what an error is to the process's parent: its exit code
 * @param code upper case, for reports: {@code TARGET_ENCODING}, {@code DISK_SPACE}
 * @param where the place: {@code target postgresql://host/db}, {@code shop.customer.name}, an
 *     option
 * @param what is found, in words
 * @param remedy what the user can do about it; empty where nothing needs doing
 */
public record Finding(
    Severity severity, Kind kind, String code, String where, String what, String remedy) {

  /** The code of a check that could not be made, and so found neither good nor bad. */
  public static final String NOT_CHECKED = "NOT_CHECKED";

  /** In the order of their weight. */
  public enum Severity {
    /** Good to know; only another command needs it, or nothing comes of it. */
    INFO,
    /** The run goes on, and may not end as hoped. */
    WARNING,
    /** The run cannot end well: it is stopped before it writes anything. */
    ERROR
  }

  /** What an error means to a script. */
  public enum Kind {
    /** Settings that do not fit, of the run or of a database: exit code 2. */
    SETTING,
    /** What the source does not let this user do: exit code 5. */
    SOURCE_ACCESS,
    /** What the target does not let this user do: exit code 6. */
    TARGET_ACCESS
  }

  public static Finding info(String code, String where, String what, String remedy) {
    return new Finding(Severity.INFO, Kind.SETTING, code, where, what, remedy);
  }

  public static Finding warning(String code, String where, String what, String remedy) {
    return new Finding(Severity.WARNING, Kind.SETTING, code, where, what, remedy);
  }

  /** A setting with which the run cannot end well. */
  public static Finding error(String code, String where, String what, String remedy) {
    return new Finding(Severity.ERROR, Kind.SETTING, code, where, what, remedy);
  }

  /** A database does not let this user do what the run needs. */
  public static Finding refusal(Role role, String code, String where, String what, String remedy) {
    Kind kind = role == Role.SOURCE ? Kind.SOURCE_ACCESS : Kind.TARGET_ACCESS;
    return new Finding(Severity.ERROR, kind, code, where, what, remedy);
  }

  /** A check that could not be made stops nothing. */
  public static Finding notChecked(String where, String what, DecantException failure) {
    return info(
        NOT_CHECKED, where, what + " could not be checked: " + failure.message(), failure.hint());
  }

  /** True when the run is stopped before it writes anything. */
  public boolean stops() {
    return severity == Severity.ERROR;
  }

  /** The error as it is thrown. */
  public DecantException asException() {
    return switch (kind) {
      case SETTING -> new UserError(where, what, remedy);
      case SOURCE_ACCESS -> new EndpointFailure(Role.SOURCE, where, what, remedy, null);
      case TARGET_ACCESS -> new EndpointFailure(Role.TARGET, where, what, remedy, null);
    };
  }
}
