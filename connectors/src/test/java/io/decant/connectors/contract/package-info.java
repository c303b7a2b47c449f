/**
 * What every connector promises, as tests; each island subclasses {@link
 * io.decant.connectors.contract.ConnectorContract}.
 */
@NullMarked
package io.decant.connectors.contract;

import org.jspecify.annotations.NullMarked;
