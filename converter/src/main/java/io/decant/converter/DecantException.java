package io.decant.converter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can go wrong on purpose, in five kinds, and several of them at once. Each names
 * the place and, where there is one, the remedy; none carries a secret. Whatever is not one of
 * these is a bug.
 */
public abstract sealed class DecantException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String message;
  private final String where;
  private final String hint;

  private DecantException(String where, String message, String hint, @Nullable Throwable cause) {
    super(message, cause);
    this.message = message;
    this.where = where;
    this.hint = hint;
  }

  /**
   * The place: an option, {@code source postgresql://host/db}, {@code shop.customer.born}. Never
   * empty.
   */
  public String where() {
    return where;
  }

  /** What is wrong, in words. */
  public String message() {
    return message;
  }

  /** What the user can do about it; empty when we know nothing better than the message. */
  public String hint() {
    return hint;
  }

  /** Which of the two databases. */
  public enum Role {
    SOURCE,
    TARGET
  }

  /**
   * The user asked for something that cannot be: URL, option, configuration. Nothing was written.
   */
  public static final class UserError extends DecantException {
    private static final long serialVersionUID = 1L;

    public UserError(String where, String message, String hint) {
      super(where, message, hint, null);
    }
  }

  /** Parts of the schema that have no mapping. Thrown while planning, with all of them at once. */
  public static final class UnsupportedSchema extends DecantException {
    private static final long serialVersionUID = 1L;
    private final transient List<String> problems;

    public UnsupportedSchema(String where, List<String> problems, String hint) {
      super(where, String.join("; ", problems), hint, null);
      this.problems = List.copyOf(problems);
    }

    /** One line each, with table and column. */
    public List<String> problems() {
      return problems;
    }
  }

  /**
   * A value that the target cannot hold or the source cannot have meant. The policy decides whether
   * its row is rejected.
   */
  public static final class BadValue extends DecantException {
    private static final long serialVersionUID = 1L;
    private final String code;

    /**
     * @param code upper case, for reports: {@code NUL_BYTE}, {@code OUT_OF_RANGE}
     */
    public BadValue(
        String where, String code, String message, String hint, @Nullable Throwable cause) {
      super(where, message, hint, cause);
      this.code = code;
    }

    public String code() {
      return code;
    }
  }

  /**
   * May succeed when the whole split is done again on a new connection: lost connection, deadlock,
   * lock timeout.
   */
  public static final class Transient extends DecantException {
    private static final long serialVersionUID = 1L;
    private final Role role;

    public Transient(Role role, String where, String message, @Nullable Throwable cause) {
      this(role, where, message, "", cause);
    }

    /** One that may also last, as when others use up what the server has. */
    public Transient(
        Role role, String where, String message, String hint, @Nullable Throwable cause) {
      super(where, message, hint, cause);
      this.role = role;
    }

    /** It may last until somebody does something about it: what, says the hint. */
    public boolean mayLast() {
      return !hint().isEmpty();
    }

    public Role role() {
      return role;
    }
  }

  /**
   * A database will not do it, now or later: unreachable, access denied, missing privilege, refused
   * statement.
   */
  public static final class EndpointFailure extends DecantException {
    private static final long serialVersionUID = 1L;
    private final Role role;

    public EndpointFailure(
        Role role, String where, String message, String hint, @Nullable Throwable cause) {
      super(where, message, hint, cause);
      this.role = role;
    }

    public Role role() {
      return role;
    }
  }

  /** Several things are in the way. Nothing was written. */
  public static final class NotReady extends DecantException {
    private static final long serialVersionUID = 1L;
    private final transient List<DecantException> reasons;

    /**
     * @param reasons two at least; the first tells what kind of failure this is
     */
    public NotReady(List<DecantException> reasons) {
      super(
          reasons.get(0).where(),
          String.join("; ", reasons.stream().map(DecantException::message).toList()),
          "",
          null);
      this.reasons = List.copyOf(reasons);
    }

    /** Each as it would have been thrown alone. */
    public List<DecantException> reasons() {
      return reasons;
    }
  }
}
