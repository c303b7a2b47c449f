/** What can go wrong between two databases, made to happen. */
@NullMarked
package io.decant.engine.copy;

import org.jspecify.annotations.NullMarked;
