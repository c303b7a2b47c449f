/**
 * Moves the tables: the stages of a migration, in the order they run.
 *
 * <p>Order of reading: {@code Migration} (the front door) and {@code MigrationSpec} (what it is
 * told); {@code Session} (both databases, open) and {@code Design} (what becomes of the source);
 * {@code Pipeline} and {@code RunStart} (up to the first byte), {@code Begun} (from there on),
 * {@code ReadBack}; then the packages beneath, each a stage. {@code Rehearsal} goes the same way
 * into a place of its own; {@code AssumedPlan} and {@code SchemaConversion} open no target. {@code
 * Work}, {@code Workers}, {@code Waiting} and {@code StopSignal} are its threads.
 */
@NullMarked
package io.decant.engine;

import org.jspecify.annotations.NullMarked;
