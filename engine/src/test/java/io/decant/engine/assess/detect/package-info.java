/** What detectors take for suspicious, and what not. */
@NullMarked
package io.decant.engine.assess.detect;

import org.jspecify.annotations.NullMarked;
