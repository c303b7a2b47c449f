package io.decant.converter.row;

import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.Json;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * A row as bytes, so that two rows have the same bytes only when their values mean the same: the
 * salt, then each field and {@code ;} behind it. Fields of a fixed form stand raw, text of any form
 * as {@code length:content}, NULL as {@code ~}; so neither a separator nor a mark in a text can be
 * mistaken for one of ours. Content beyond {@value #WHOLE_BYTES} bytes is replaced by its SHA-256,
 * its length staying in front.
 *
 * <p>Equal here though spelt differently, because the type means nothing by it: trailing zeros of a
 * decimal's fraction, the sign of a decimal zero, trailing spaces of CHAR, key order, spaces and
 * number spelling of normalised JSON and of arrays. Not equal: the two zeros of a float, NULL and
 * the empty text, an element NULL and the text.
 */
public final class CanonicalRow {
  /** The longest content that stands as it is. */
  public static final int WHOLE_BYTES = 1024;

  private static final long MANTISSA = (1L << 52) - 1;

  private final Field[] fields;
  private final ByteText text = new ByteText();
  private final CanonicalJson json = new CanonicalJson();
  private final MessageDigest contentHash = sha256();
  private final byte[] hash = new byte[32];
  private final int saltLength;

  /** Writes one value that is not NULL. */
  private interface Field {
    void write(ColumnVector column, int row);
  }

  public CanonicalRow(List<LogicalType> types, long salt) {
    this.fields = types.stream().map(this::field).toArray(Field[]::new);
    text.appendLong(salt);
    text.append(';');
    this.saltLength = text.length();
  }

  /** Writes a row over the one before. */
  public void write(RowBatch batch, int row) {
    text.truncate(saltLength);
    for (int i = 0; i < fields.length; i++) {
      ColumnVector column = batch.column(i);
      if (column.isNull(row)) {
        text.append('~');
      } else {
        fields[i].write(column, row);
      }
      text.append(';');
    }
  }

  /** The bytes, from 0 to {@link #length}; only until the next row. */
  public byte[] data() {
    return text.data();
  }

  public int length() {
    return text.length();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  private Field field(LogicalType type) {
    return switch (type.kind()) {
      case INT -> ((Int) type).unsigned() ? this::unsigned : this::number;
      case BOOLEAN, TIME -> this::number;
      case DATE, TIMESTAMP, TIMESTAMP_TZ -> this::moment;
      case REAL -> this::real;
      case DECIMAL -> this::decimal;
      case CHAR -> this::padded;
      case JSON -> ((Json) type).normalised() ? this::json : this::content;
      case ARRAY -> this::json;
      case VARCHAR,
          TEXT,
          BYTES,
          INTERVAL,
          UUID,
          ENUM,
          SET,
          BITS,
          GEOMETRY,
          NETWORK,
          OPAQUE,
          VARIANT ->
          this::content;
    };
  }

  private void number(ColumnVector column, int row) {
    text.appendLong(((LongVector) column).value(row));
  }

  private void unsigned(ColumnVector column, int row) {
    text.appendUnsignedLong(((LongVector) column).value(row));
  }

  /** Infinite and impossible moments get a letter, so that they are no number of days. */
  private void moment(ColumnVector column, int row) {
    long value = ((LongVector) column).value(row);
    if (Temporals.isInfinite(value)) {
      text.append(value < 0 ? "-inf" : "inf");
      return;
    }
    if (Temporals.isImpossible(value)) {
      text.append('z');
    }
    text.appendLong(value);
  }

  /** Whole mantissa and power of two: exact, and computable in SQL from the bits. */
  private void real(ColumnVector column, int row) {
    double value = ((DoubleVector) column).value(row);
    if (Double.isNaN(value)) {
      text.append("nan");
      return;
    }
    long bits = Double.doubleToRawLongBits(value);
    if (bits < 0) {
      text.append('-');
    }
    if (Double.isInfinite(value)) {
      text.append("inf");
    } else if (value == 0) {
      text.append('0');
    } else {
      int exponent = (int) (bits >>> 52) & 2047;
      text.appendLong((bits & MANTISSA) | (exponent == 0 ? 0 : MANTISSA + 1));
      text.append('p');
      text.appendLong(Math.max(exponent, 1) - 1075);
    }
  }

  private void decimal(ColumnVector column, int row) {
    BytesVector decimals = (BytesVector) column;
    byte[] data = decimals.data();
    int start = decimals.start(row);
    int length = Decimals.trimmedLength(data, start, decimals.length(row));
    if (Decimals.isZero(data, start, length)) {
      text.append('0');
    } else if (length > WHOLE_BYTES) {
      content(data, start, length);
    } else {
      text.append(data, start, length);
    }
  }

  private void padded(ColumnVector column, int row) {
    BytesVector texts = (BytesVector) column;
    byte[] data = texts.data();
    int start = texts.start(row);
    int end = start + texts.length(row);
    while (end > start && data[end - 1] == ' ') {
      end--;
    }
    content(data, start, end - start);
  }

  /** A text that is no JSON stands as it is: it differs from every JSON text. */
  private void json(ColumnVector column, int row) {
    BytesVector texts = (BytesVector) column;
    if (json.read(texts.data(), texts.start(row), texts.length(row))) {
      content(json.text().data(), 0, json.text().length());
    } else {
      content(column, row);
    }
  }

  private void content(ColumnVector column, int row) {
    BytesVector texts = (BytesVector) column;
    content(texts.data(), texts.start(row), texts.length(row));
  }

  private void content(byte[] data, int start, int length) {
    text.appendLong(length);
    text.append(':');
    if (length <= WHOLE_BYTES) {
      text.append(data, start, length);
      return;
    }
    contentHash.update(data, start, length);
    try {
      contentHash.digest(hash, 0, hash.length);
    } catch (DigestException impossible) {
      throw new IllegalStateException(impossible);
    }
    text.appendHex(hash, 0, hash.length);
  }
}
