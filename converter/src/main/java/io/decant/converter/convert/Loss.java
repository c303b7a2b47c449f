package io.decant.converter.convert;

/**
 * What a conversion may cost, declared before any row moves.
 *
 * @param code upper case, for reports and {@code --loss allow:CODE}: {@code TIME_ZONE}, {@code
 *     NEG_ZERO}
 * @param effect what happens to a value that is hit
 * @param note in words, for the plan
 */
public record Loss(String code, Effect effect, String note) {

  /** What happens to a value that is hit. */
  public enum Effect {
    /** It is stored differently, and counted. */
    CHANGES,
    /** Its row is refused. */
    REFUSES
  }
}
