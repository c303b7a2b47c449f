/** Plans, compared with golden files. */
@NullMarked
package io.decant.engine.plan;

import org.jspecify.annotations.NullMarked;
