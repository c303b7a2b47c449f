/** How fast readers and writers are; see {@code io.decant.converter.benchmark}. */
@NullMarked
package io.decant.connectors.benchmark;

import org.jspecify.annotations.NullMarked;
