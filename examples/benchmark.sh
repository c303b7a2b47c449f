#!/bin/sh
# Measures Decant: pieces of its code by themselves, MongoDB, Redis and files beside raw loops, or
# whole routes beside the bare engines. How to
# read the tables stands in docs/performance.md. The servers are those of the tests.
#
#   examples/benchmark.sh code [PATTERN]
#   examples/benchmark.sh raw [BATCHES [ROUNDS]]
#   examples/benchmark.sh routes [ROWS [ROUTES [ROUNDS]]]
#   examples/benchmark.sh keys [ROWS]
#
# PATTERN  a regular expression of the benchmarks' names, such as Digest; all
# BATCHES  of 1000 rows that MongoDB and files are read and written with, beside raw loops; 200
# ROWS     of the wide table; the narrow one has twice as many; 1000000
# ROUTES   a pattern of source-target, such as 'mysql-*' or '{mariadb,sqlite}-postgresql'; all 16
#          keys: Redis beside the bare client; hashes of each table, 200000
# ROUNDS   how often each way is measured, in turns; 3
# DECANT_JAVA_OPTS  for the Decant that is measured on routes
set -eu
usage() {
  sed -n '2,18s/^# \{0,1\}//p' "$0" >&2
  exit 2
}
cd "$(dirname "$0")/.."
# Tests make do with the quick compiler; what is measured here must not.
best=-Dtest.compiler=-XX:TieredStopAtLevel=4

case "${1:-}" in
  code)
    export DECANT_BENCHMARK_CODE="${2:-.*}"
    exec mvn -q -pl connectors -am test "$best" -Dtest=CodeBenchmark \
      -Dsurefire.failIfNoSpecifiedTests=false
    ;;
  raw)
    export DECANT_BENCHMARK_BATCHES="${2:-200}" DECANT_BENCHMARK_ROUNDS="${3:-7}"
    exec mvn -q -pl connectors -am test "$best" -Dtest=BesideRawLoops \
      -Dsurefire.failIfNoSpecifiedTests=false
    ;;
  routes)
    export DECANT_BENCHMARK_ROWS="${2:-1000000}" DECANT_BENCHMARK_ROUTES="${3:-*-*}" \
      DECANT_BENCHMARK_ROUNDS="${4:-3}" DECANT_BENCHMARK_LAUNCHER="$PWD/decant"
    ./decant --version >&2 # builds it
    exec mvn -q -pl cli -am test -Dtest=RouteBenchmark -Dsurefire.failIfNoSpecifiedTests=false
    ;;
  keys)
    export DECANT_BENCHMARK_ROWS="${2:-200000}"
    exec mvn -q -pl connectors -am test "$best" -Dtest=RedisBenchmark \
      -Dsurefire.failIfNoSpecifiedTests=false
    ;;
  *) usage ;;
esac
