package io.decant.connectors.dump;

/**
 * One statement of a script.
 *
 * @param line where it begins, from 1
 * @param text without its delimiter and without comments
 * @param garbled it is not text in the script's encoding
 */
public record ScriptStatement(int line, String text, boolean garbled) {}
