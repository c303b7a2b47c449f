/** PostgreSQL, against a real server. */
@NullMarked
package io.decant.connectors.postgresql;

import org.jspecify.annotations.NullMarked;
