#!/bin/sh
# Makes a table of 5 million rows (1 GB), migrates it with a heap of 256 MB, prints time and peak
# memory, and compares every row by plain JDBC. The servers are those of the tests.
#
#   examples/big-run.sh [SOURCE [TARGET [KEY [KILLS [ROWS]]]]]
#
# SOURCE  sqlite (default), postgresql, mysql or mariadb
# TARGET  the same four; postgresql
# KEY     yes (default), or no: then some rows are there twice
# KILLS   how often the process is killed (SIGKILL) at a random moment and resumed; 0
# ROWS    5000000
# DECANT_JAVA_OPTS  for the process that migrates; -Xmx256m
set -eu
export DECANT_BIG_SOURCE="${1:-sqlite}" DECANT_BIG_TARGET="${2:-postgresql}" \
  DECANT_BIG_KEY="${3:-yes}" DECANT_BIG_KILLS="${4:-0}" DECANT_BIG_ROWS="${5:-5000000}" \
  DECANT_BIG_JAVA="${DECANT_JAVA_OPTS:--Xmx256m}"
cd "$(dirname "$0")/.."
exec mvn -q -pl cli -am test -Dtest=BigRun -Dsurefire.failIfNoSpecifiedTests=false
