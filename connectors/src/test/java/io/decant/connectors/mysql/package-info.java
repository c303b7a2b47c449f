/** MySQL and MariaDB put to the test on real servers. */
@NullMarked
package io.decant.connectors.mysql;

import org.jspecify.annotations.NullMarked;
