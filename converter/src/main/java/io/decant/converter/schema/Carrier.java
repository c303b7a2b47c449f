package io.decant.converter.schema;

/**
 * The storage of a logical type's values in a row batch; see {@link LogicalType} for what the
 * values mean.
 */
public enum Carrier {
  /** One {@code long} a row. */
  LONG,
  /** One {@code double} a row. */
  DOUBLE,
  /** A run of bytes a row. */
  BYTES
}
