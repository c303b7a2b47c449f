package io.decant.converter.convert;

/** Passes on what is heard of a value held apart, as news of the row that it belongs to. */
record RowListener(ValueListener listener, int row) implements ValueListener {
  @Override
  public void changed(int ignored, String code) {
    listener.changed(row, code);
  }

  @Override
  public void refused(int ignored, String code, String detail) {
    listener.refused(row, code, detail);
  }
}
