package io.decant.converter.convert;

import io.decant.converter.convert.TargetLimits.Special;
import io.decant.converter.convert.ValuePolicies.Case;
import io.decant.converter.row.BytesVector;
import io.decant.converter.row.JsonText;
import java.util.List;

/** What becomes of U+0000 in a text. */
enum NulBytes {
  KEPT(List.of(), ""),
  REFUSED(List.of(Losses.NUL_BYTE), ""),
  STRIPPED(List.of(Losses.NUL_BYTE_STRIPPED), ""),
  REPLACED(List.of(Losses.NUL_BYTE_REPLACED), "\uFFFD");

  private final List<Loss> losses;
  private final String instead;

  NulBytes(List<Loss> losses, String instead) {
    this.losses = losses;
    this.instead = instead;
  }

  static NulBytes of(Demand demand) {
    if (demand.limits().allow(Special.NUL_IN_TEXT)) {
      return KEPT;
    }
    return switch (demand.policies().of(Case.NUL_BYTE)) {
      case STRIP -> STRIPPED;
      case REPLACE -> REPLACED;
      case REJECT, DEFAULT, NULL, LATIN1, EMPTY -> REFUSED;
    };
  }

  List<Loss> losses() {
    return losses;
  }

  /** The text without U+0000, as the only value. */
  BytesVector mended(String text) {
    BytesVector mended = new BytesVector(1);
    mended.append(text.replace("\0", instead));
    return mended;
  }

  /** A JSON text whose strings have no escaped U+0000, as the only value. */
  BytesVector mendedJson(byte[] text, int offset, int length) {
    BytesVector mended = new BytesVector(1);
    JsonText.appendWithoutNul(text, offset, length, instead.isEmpty() ? "" : "\\ufffd", mended);
    return mended;
  }
}
