package io.decant.connectors.spi;

import io.decant.converter.schema.TableName;

/**
 * A split that is durable in the target.
 *
 * @param table the target table
 * @param part the split's number
 * @param rows written
 * @param rejected rows of the split that were not written and stand in the reject file
 * @param bytes of the rows written, as the batches held them
 * @param digest of the rows written, as text
 * @param detail what the report needs of this split later, as text of the engine's own
 */
public record LedgerEntry(
    TableName table,
    int part,
    long rows,
    long rejected,
    long bytes,
    String digest,
    String detail) {}
