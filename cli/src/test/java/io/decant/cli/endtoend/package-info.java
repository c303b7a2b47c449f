/**
 * The whole of Decant against real servers: every pair of engines on one rich schema, runs that are
 * killed and resumed, sample data sets, big tables. What arrived is judged by {@code
 * IndependentCompare}, which reads both databases by plain JDBC and shares no code with Decant.
 */
@NullMarked
package io.decant.cli.endtoend;

import org.jspecify.annotations.NullMarked;
