/** Dumps, read without a server, against what a server says once they are loaded. */
@NullMarked
package io.decant.connectors.dump;

import org.jspecify.annotations.NullMarked;
