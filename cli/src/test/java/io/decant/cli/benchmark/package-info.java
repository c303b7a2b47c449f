/**
 * How fast the whole of Decant is beside the bare engines: generated tables through every route, as
 * {@code examples/benchmark.sh routes} starts it. What is measured and how to read it stands in
 * {@code docs/performance.md}.
 */
@NullMarked
package io.decant.cli.benchmark;

import org.jspecify.annotations.NullMarked;
