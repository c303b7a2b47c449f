/**
 * What a run tells when it is over: the machine's contract, from which every other form of it is
 * drawn. Its names are those of the JSON report and are never changed without raising the version.
 */
@NullMarked
package io.decant.engine.report;

import org.jspecify.annotations.NullMarked;
