package io.decant.converter.row;

/**
 * The rows of a batch as their database sent them, kept beside the columns by the connector that
 * read them. Only that connector knows what is in it; a writer that does, too, may pass it on
 * instead of making the same bytes again.
 */
public interface SentRows {}
