/** In which order tables are finished. */
@NullMarked
package io.decant.engine.finish;

import org.jspecify.annotations.NullMarked;
