/** What an assessment concludes, at the borders of its rules. */
@NullMarked
package io.decant.engine.assess;

import org.jspecify.annotations.NullMarked;
