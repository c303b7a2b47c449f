package io.decant.connectors.spi;

import io.decant.converter.DecantException.EndpointFailure;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** For engines whose databases are files or folders: others beside them, named after them. */
public final class ScratchFiles implements ScratchPlaces {
  private final Endpoint endpoint;
  private final Path folder;
  private final String stem;

  public ScratchFiles(Endpoint endpoint) {
    this.endpoint = endpoint;
    Path place = Path.of(endpoint.path()).toAbsolutePath().normalize();
    this.folder = place.getParent() == null ? place : place.getParent();
    this.stem = place.getFileName() + ".";
  }

  @Override
  public Endpoint make(String name) {
    if (!Files.isWritable(folder)) {
      throw new EndpointFailure(
          endpoint.role(),
          endpoint.toString(),
          "nothing can be written into " + folder,
          "Grant this user access to the folder, or name a target in another one.",
          null);
    }
    return endpoint.withPath(folder.resolve(stem + name).toString());
  }

  @Override
  public List<String> named(String prefix) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = beginningWith(prefix)) {
      for (Path file : files) {
        // What was written beside it has a longer name.
        String name = file.getFileName().toString().substring(stem.length()).split("[.-]", 2)[0];
        if (!names.contains(name)) {
          names.add(name);
        }
      }
    } catch (IOException unreadable) {
      // then there is nothing of ours in it
    }
    return names;
  }

  @Override
  public void remove(String name) {
    try (DirectoryStream<Path> files = beginningWith(name)) {
      for (Path file : files) {
        removeAll(file);
      }
    } catch (IOException kept) {
      throw new EndpointFailure(
          endpoint.role(),
          folder.resolve(stem + name).toString(),
          "cannot be removed: " + kept.getMessage(),
          "Remove it by hand: nothing in it is needed.",
          kept);
    }
  }

  private DirectoryStream<Path> beginningWith(String name) throws IOException {
    return Files.newDirectoryStream(
        folder, file -> file.getFileName().toString().startsWith(stem + name));
  }

  private static void removeAll(Path place) throws IOException {
    try (Stream<Path> all = Files.walk(place)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
