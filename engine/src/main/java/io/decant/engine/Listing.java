package io.decant.engine;

import java.util.Collection;

/** Names in a message: the first few, so that a thousand tables do not fill the screen. */
public final class Listing {
  private static final int SHOWN = 8;

  private Listing() {}

  /** In the collection's own order. */
  public static String of(Collection<?> names) {
    String shown = String.join(", ", names.stream().limit(SHOWN).map(Object::toString).toList());
    return names.size() > SHOWN ? shown + " and " + (names.size() - SHOWN) + " more" : shown;
  }
}
