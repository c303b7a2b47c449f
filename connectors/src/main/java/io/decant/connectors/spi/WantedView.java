package io.decant.connectors.spi;

import io.decant.converter.schema.TableName;
import io.decant.converter.schema.View;

/**
 * A view that a sink is asked for.
 *
 * @param name what it is to be called
 */
public record WantedView(View view, TableName name) {}
