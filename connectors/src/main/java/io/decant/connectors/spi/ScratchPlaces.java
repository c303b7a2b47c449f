package io.decant.connectors.spi;

import io.decant.converter.DecantException;
import java.util.List;

/**
 * Databases for a while beside another one, on the same server or in the same folder, or parts of
 * it under names of their own: whatever is written there touches nothing else. Each call connects
 * and disconnects by itself.
 */
public interface ScratchPlaces {

  /**
   * Makes an empty database that stores values as the one beside it does.
   *
   * @param name of small letters, digits and underscores, at most 54 of them
   * @return where it is
   * @throws DecantException.EndpointFailure there may be none: names the privilege that is missing
   */
  Endpoint make(String name);

  /** Where a place is, for people: without secrets. */
  default String shown(Endpoint place) {
    return place.toString();
  }

  /**
   * The names of those that are there.
   *
   * @param prefix that their names begin with
   * @throws DecantException they cannot be listed
   */
  List<String> named(String prefix);

  /**
   * Removes a database with all that is in it, whoever is still connected. An absent one is fine.
   *
   * @throws DecantException it is still there
   */
  void remove(String name);
}
