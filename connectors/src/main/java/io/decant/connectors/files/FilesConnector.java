package io.decant.connectors.files;

import io.decant.connectors.documents.InferenceRules;
import io.decant.connectors.spi.AssumedTarget;
import io.decant.connectors.spi.Capabilities;
import io.decant.connectors.spi.Capabilities.Trait;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.ScratchFiles;
import io.decant.connectors.spi.ScratchPlaces;
import io.decant.connectors.spi.Sink;
import io.decant.connectors.spi.SinkConnector;
import io.decant.connectors.spi.Source;
import io.decant.converter.convert.TargetLimits;
import java.util.Optional;
import java.util.Set;

/** A folder of JSON Lines or CSV. */
public final class FilesConnector implements SinkConnector {
  static final String SCHEME = "file";

  @Override
  public String scheme() {
    return SCHEME;
  }

  @Override
  public Set<String> aliases() {
    return Set.of("files");
  }

  @Override
  public Set<String> parameters() {
    return Set.of(
        "format",
        "compression",
        "delimiter",
        "header",
        "sample",
        InferenceRules.ARRAYS,
        InferenceRules.OBJECTS);
  }

  @Override
  public boolean local() {
    return true;
  }

  /** Every value has a spelling; what a manifest remembers of keys and checks, nobody enforces. */
  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        Set.of(Trait.CONSISTENT_SNAPSHOT, Trait.ATOMIC_COMMIT, Trait.READABLE_ASIDE),
        Capabilities.UNLIMITED,
        TargetLimits.NONE);
  }

  @Override
  public Source openSource(Endpoint endpoint) {
    FileForm.of(endpoint);
    return new FilesSource(new Folder(endpoint));
  }

  @Override
  public Sink openSink(Endpoint endpoint) {
    return new FilesSink(new Folder(endpoint), FileForm.of(endpoint));
  }

  @Override
  public AssumedTarget assumed(String engine) {
    return new AssumedTarget("files", new FilesSchema(FileForm.USUAL));
  }

  @Override
  public Optional<ScratchPlaces> scratch(Endpoint endpoint) {
    return Optional.of(new ScratchFiles(endpoint));
  }
}
