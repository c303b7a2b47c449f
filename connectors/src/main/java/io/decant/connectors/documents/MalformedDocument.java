package io.decant.connectors.documents;

/**
 * Bytes that are no document. The connector that brought them knows where they stood and says so in
 * an exception of its own.
 */
public final class MalformedDocument extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MalformedDocument(String message) {
    super(message);
  }
}
