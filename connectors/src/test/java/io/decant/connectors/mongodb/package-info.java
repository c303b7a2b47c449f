/** Tests of MongoDB as source and as target. */
@NullMarked
package io.decant.connectors.mongodb;

import org.jspecify.annotations.NullMarked;
