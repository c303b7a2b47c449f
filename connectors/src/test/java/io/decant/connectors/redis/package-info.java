/** Tests of the Redis island. */
@NullMarked
package io.decant.connectors.redis;

import org.jspecify.annotations.NullMarked;
