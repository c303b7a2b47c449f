/** Tests of TLS. */
@NullMarked
package io.decant.connectors.tls;

import org.jspecify.annotations.NullMarked;
