/** What a run tells while it goes on: for progress bars, logs and dashboards. */
@NullMarked
package io.decant.engine.event;

import org.jspecify.annotations.NullMarked;
