package io.decant.engine.planfile;

import io.decant.converter.DecantException.UserError;

/** Says what is wrong at a place of the file. */
@FunctionalInterface
interface Refusal {
  UserError at(String place, String message, String hint);
}
