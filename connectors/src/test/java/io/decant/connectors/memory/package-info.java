/** Tests of the reference connector. */
@NullMarked
package io.decant.connectors.memory;

import org.jspecify.annotations.NullMarked;
