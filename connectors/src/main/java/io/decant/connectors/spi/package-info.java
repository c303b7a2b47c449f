/** What a database must offer to be a source or a target. */
@NullMarked
package io.decant.connectors.spi;

import org.jspecify.annotations.NullMarked;
