package io.decant.converter.row;

/**
 * A value that keeps its row from being written.
 *
 * @param row index in the batch in which it was found
 * @param column index in that batch
 * @param code upper case, for reports: {@code INVALID_UTF8}, {@code OUT_OF_RANGE}
 * @param detail what is wrong, naming the value as far as it can be shown
 */
public record RowProblem(int row, int column, String code, String detail) {}
