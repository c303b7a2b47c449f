/** In which order tables are filled and emptied. */
@NullMarked
package io.decant.engine.rehearse;

import org.jspecify.annotations.NullMarked;
