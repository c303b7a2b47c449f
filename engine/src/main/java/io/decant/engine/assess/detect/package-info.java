/**
 * What is suspicious in rows that no conversion tells of, because it may be meant: one idea a
 * class, over column vectors as they are read.
 */
@NullMarked
package io.decant.engine.assess.detect;

import org.jspecify.annotations.NullMarked;
