/**
 * How fast pieces of the code are by themselves, as {@code examples/benchmark.sh code} measures
 * them with JMH. A benchmark stands beside what it measures, in a class called {@code
 * ...Benchmark}. JMH is free under the GPL, version 2 with the class path exception, and no part of
 * what is shipped.
 */
@NullMarked
package io.decant.converter.benchmark;

import org.jspecify.annotations.NullMarked;
