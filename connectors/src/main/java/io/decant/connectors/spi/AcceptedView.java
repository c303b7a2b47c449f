package io.decant.connectors.spi;

import io.decant.converter.schema.TableName;
import io.decant.converter.schema.View;
import java.util.Optional;

/**
 * A sink's answer to a view.
 *
 * @param name what it will be called
 * @param statement makes it; empty when it is not certain that it would mean the same
 * @param changed its query is not the source's own text
 * @param reason why it cannot be made, or what is otherwise; else empty
 */
public record AcceptedView(
    View view, TableName name, Optional<String> statement, boolean changed, String reason) {}
