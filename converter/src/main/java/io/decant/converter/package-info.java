/** What every other module speaks: logical types, rows in batches, and the conversions. */
@NullMarked
package io.decant.converter;

import org.jspecify.annotations.NullMarked;
