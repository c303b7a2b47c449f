package io.decant.converter.row;

/** Takes texts, decimals, bytes and documents into the states of their rows. */
final class BytesHash extends ColumnHash {
  private final Form form;
  private final JsonHash json;

  /** What of the bytes means something. */
  enum Form {
    PLAIN,
    PADDED,
    DECIMAL,
    JSON
  }

  BytesHash(Form form, Secrets secrets) {
    super(secrets);
    this.form = form;
    this.json = new JsonHash(secrets);
  }

  /** Has the column keep what is read of its JSON texts on their way to this hash. */
  void readOnce(ColumnVector column) {
    if (form == Form.JSON && column instanceof BytesVector texts) {
      texts.remember(new JsonMeanings(json));
    }
  }

  @Override
  void mix(ColumnVector column, int from, long[] states, int rows) {
    BytesVector values = (BytesVector) column;
    JsonMeanings known = values.meanings();
    if (known != null && known.areBy(json)) {
      mix(values, known, from, states, rows);
      return;
    }
    boolean nulls = values.hasNulls();
    byte[] data = values.data();
    int start = values.start(from);
    for (int i = 0; i < rows; i++) {
      int end = values.end(from + i);
      states[i] =
          nulls && values.isNull(from + i)
              ? Folding.fold(states[i] ^ absent, factor)
              : value(states[i], data, start, end - start);
      start = end;
    }
  }

  private void mix(BytesVector texts, JsonMeanings known, int from, long[] states, int rows) {
    for (int i = 0; i < rows; i++) {
      int row = from + i;
      if (texts.isNull(row)) {
        states[i] = Folding.fold(states[i] ^ absent, factor);
      } else if (known.isJson(texts, row)) {
        states[i] = Folding.fold(states[i] ^ known.hash(row), factor);
      } else {
        states[i] =
            Folding.bytes(states[i], texts.data(), texts.start(row), texts.length(row), factor);
      }
    }
  }

  private long value(long state, byte[] data, int start, int length) {
    return switch (form) {
      case PLAIN -> Folding.bytes(state, data, start, length, factor);
      case PADDED ->
          Folding.bytes(state, data, start, Utf8.unpaddedLength(data, start, length), factor);
      case DECIMAL -> Folding.bytes(state, data, start, significant(data, start, length), factor);
      case JSON -> document(state, data, start, length);
    };
  }

  /**
   * Bytes of the decimal without trailing zeros of its fraction; 0 for zero, which no other has.
   */
  private static int significant(byte[] data, int start, int length) {
    if (length > 0 && data[start + length - 1] != '0') {
      return length;
    }
    return Decimals.isZero(data, start, length) ? 0 : Decimals.trimmedLength(data, start, length);
  }

  /** A text that is no JSON is taken as it is: it differs from every JSON text. */
  private long document(long state, byte[] data, int start, int length) {
    return json.read(data, start, length)
        ? Folding.fold(state ^ json.hash(), factor)
        : Folding.bytes(state, data, start, length, factor);
  }
}
