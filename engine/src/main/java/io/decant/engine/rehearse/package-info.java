/**
 * The rehearsal of a migration: a sample of the source that is closed under its references, and
 * what its migration tells of the whole.
 */
@NullMarked
package io.decant.engine.rehearse;

import org.jspecify.annotations.NullMarked;
