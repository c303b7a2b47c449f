package io.decant.connectors.files;

/**
 * A file of rows that was written here and is never changed.
 *
 * @param name in the folder
 * @param part what it is called in Decant's own folder as long as it has not got its name: it is
 *     committed before that
 * @param rows in it
 * @param bytes of the file
 * @param plainBytes of what it holds, before they were compressed
 * @param sha256 of the file's bytes, in hexadecimal
 */
record DataFile(String name, String part, long rows, long bytes, long plainBytes, String sha256) {}
