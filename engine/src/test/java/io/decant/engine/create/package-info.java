/** In which order tables are filled and emptied. */
@NullMarked
package io.decant.engine.create;

import org.jspecify.annotations.NullMarked;
