package io.decant.converter.convert;

import io.decant.converter.row.BytesVector;
import io.decant.converter.row.ColumnVector;
import io.decant.converter.row.Utf8;
import io.decant.converter.schema.LogicalType.Char;
import io.decant.converter.schema.LogicalType.Text;
import io.decant.converter.schema.LogicalType.Varchar;
import java.util.ArrayList;
import java.util.List;

/**
 * What a text must be to lie in a text column of the target.
 *
 * @param maxCharacters code points, 0 for no limit
 * @param maxBytes 0 for no limit
 * @param trimmed trailing spaces count as padding
 * @param nul what becomes of U+0000
 */
record TextFit(int maxCharacters, long maxBytes, boolean trimmed, NulBytes nul)
    implements Guard.Test {

  static TextFit of(Demand demand) {
    NulBytes nul = NulBytes.of(demand);
    if (demand.to() instanceof Char fixed) {
      return new TextFit(fixed.length(), 0, true, nul);
    }
    if (demand.to() instanceof Varchar varying) {
      return new TextFit(varying.length(), 0, false, nul);
    }
    long maxBytes = demand.to() instanceof Text text ? text.maxBytes() : 0;
    return new TextFit(0, maxBytes, false, nul);
  }

  /** Everything fits. */
  boolean isOpen() {
    return nul == NulBytes.KEPT && !isBounded();
  }

  /** Some lengths do not fit. */
  boolean isBounded() {
    return maxCharacters > 0 || maxBytes > 0 || trimmed;
  }

  List<Loss> losses() {
    List<Loss> losses = new ArrayList<>(nul.losses());
    if (maxCharacters > 0 || maxBytes > 0) {
      losses.add(Losses.TEXT_LENGTH);
    }
    if (trimmed) {
      losses.add(Losses.CHAR_PAD);
    }
    return losses;
  }

  /** The text fits just as it is. */
  @Override
  public boolean fits(ColumnVector in, int row) {
    BytesVector texts = Cell.bytes(in);
    return fits(texts.data(), texts.start(row), texts.length(row));
  }

  /** All texts of a column lie in one piece, so that one look for U+0000 is enough. */
  @Override
  public boolean allFit(ColumnVector in, int rows) {
    BytesVector texts = Cell.bytes(in);
    int length = rows == 0 ? 0 : texts.end(rows - 1);
    if (nul != NulBytes.KEPT && Utf8.hasNul(texts.data(), 0, length)) {
      return false;
    }
    for (int row = 0; isBounded() && row < rows; row++) {
      if (!lengthFits(texts.data(), texts.start(row), texts.length(row))
          || isPadded(texts.data(), texts.start(row), texts.length(row))) {
        return false;
      }
    }
    return true;
  }

  boolean fits(byte[] data, int start, int length) {
    return lengthFits(data, start, length)
        && !isPadded(data, start, length)
        && (nul == NulBytes.KEPT || !Utf8.hasNul(data, start, length));
  }

  private boolean isPadded(byte[] data, int start, int length) {
    return trimmed && length > 0 && data[start + length - 1] == ' ';
  }

  private boolean lengthFits(byte[] data, int start, int length) {
    if (maxBytes > 0 && length > maxBytes) {
      return false;
    }
    return maxCharacters == 0
        || length <= maxCharacters
        || Utf8.codePoints(data, start, length) <= maxCharacters;
  }

  /** Appends a text that does not fit as it is, trimmed where that is enough, or refuses it. */
  void misfit(ColumnVector in, int row, ColumnVector out, ValueListener listener) {
    BytesVector texts = Cell.bytes(in);
    if (nul != NulBytes.KEPT && Utf8.hasNul(texts.data(), texts.start(row), texts.length(row))) {
      if (nul == NulBytes.REFUSED) {
        Cell.refuse(out, row, listener, Losses.NUL_BYTE, "the text has a NUL character");
        return;
      }
      listener.changed(row, Losses.NUL_BYTE.code());
      texts = nul.mended(texts.text(row));
      row(texts, 0, row, out, listener);
    } else {
      row(texts, row, row, out, listener);
    }
  }

  /** Appends a text without U+0000, trimmed where it must be, or refuses it. */
  private void row(BytesVector texts, int from, int row, ColumnVector out, ValueListener listener) {
    byte[] data = texts.data();
    int start = texts.start(from);
    int length = texts.length(from);
    int kept = trimmed ? Utf8.unpaddedLength(data, start, length) : length;
    if (!lengthFits(data, start, kept)) {
      Cell.refuse(out, row, listener, Losses.TEXT_LENGTH, tooLong(data, start, kept));
      return;
    }
    if (kept < length) {
      listener.changed(row, Losses.CHAR_PAD.code());
    }
    Cell.bytes(out).append(data, start, kept);
  }

  /** Refuses the text just appended to {@code out} if it does not fit; for texts that we made. */
  void settle(BytesVector out, int row, ValueListener listener) {
    if (isBounded() && !out.isNull(row)) {
      int start = out.start(row);
      int length = out.length(row);
      if (!lengthFits(out.data(), start, length)) {
        String detail = tooLong(out.data(), start, length);
        out.truncate(row);
        Cell.refuse(out, row, listener, Losses.TEXT_LENGTH, detail);
      }
    }
  }

  private String tooLong(byte[] data, int start, int length) {
    return maxCharacters > 0
        ? Utf8.codePoints(data, start, length) + " characters, where " + maxCharacters + " fit"
        : length + " bytes, where " + maxBytes + " fit";
  }
}
