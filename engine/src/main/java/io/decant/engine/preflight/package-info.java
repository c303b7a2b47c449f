/**
 * What is found out before the first byte is written: all of it at once, each with its remedy, and
 * with it what the run would destroy, for somebody to agree to.
 */
@NullMarked
package io.decant.engine.preflight;

import org.jspecify.annotations.NullMarked;
