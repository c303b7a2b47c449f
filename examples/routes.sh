#!/bin/sh
# Pours sample data sets into every other engine, judges each route and prints a Markdown table;
# the error stream has a line for everything that is lost or different. The judge reads both databases by plain
# SQL. The servers are those of the tests; nothing needs to be installed or running.
#
#   examples/routes.sh [--back] DATA_FOLDER [SETS [TARGETS]]
#
# --back       pours back again, and judges what came home
# DATA_FOLDER  holds EXPECTED.tsv, postgresql/*.sql.gz, mysql/*.sql.gz and sqlite/*.sqlite.gz
# SETS         a pattern of engine/name, such as 'sqlite/*' or '{mysql,sqlite}/chinook'; all
# TARGETS      engines by comma: postgresql,mysql,mariadb,sqlite; all but the set's own
set -eu
DECANT_ROUTES_BACK=no
[ "${1:-}" != --back ] || { DECANT_ROUTES_BACK=yes; shift; }
[ $# -ge 1 ] || { sed -n '2,12s/^# \{0,1\}//p' "$0" >&2; exit 2; }
DECANT_ROUTES_DATA=$(cd "$1" && pwd)
DECANT_ROUTES_SETS=${2:-*/*}
DECANT_ROUTES_TARGETS=${3:-*}
export DECANT_ROUTES_BACK DECANT_ROUTES_DATA DECANT_ROUTES_SETS DECANT_ROUTES_TARGETS
cd "$(dirname "$0")/.."
exec mvn -q -pl cli -am test -Dtest=Routes -Dsurefire.failIfNoSpecifiedTests=false
