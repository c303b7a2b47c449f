#!/bin/sh
# Loads sample data sets of MySQL and SQLite into PostgreSQL twice, by pgloader with its default
# settings and by Decant, judges both by the same plain reads, and prints a Markdown table.
#
#   examples/beside-pgloader.sh DATA_FOLDER [SETS]
#
# DATA_FOLDER  as examples/routes.sh takes it
# SETS         a pattern of engine/name, such as 'sqlite/*'; all
set -eu
[ $# -ge 1 ] || { sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2; }
command -v pgloader >/dev/null || {
  echo "pgloader is not installed. It is a package of Debian and Ubuntu: apt-get install pgloader" >&2
  exit 2
}
DECANT_ROUTES_DATA=$(cd "$1" && pwd)
DECANT_ROUTES_SETS=${2:-*/*}
export DECANT_ROUTES_DATA DECANT_ROUTES_SETS
cd "$(dirname "$0")/.."
exec mvn -q -pl cli -am test -Dtest=BesidePgloader -Dsurefire.failIfNoSpecifiedTests=false
