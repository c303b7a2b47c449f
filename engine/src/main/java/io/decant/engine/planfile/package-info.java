/**
 * A plan as a file that is reviewed, edited and then run: what is written into it, what the source
 * must still be like, and what the user has changed.
 */
@NullMarked
package io.decant.engine.planfile;

import org.jspecify.annotations.NullMarked;
