package io.decant.connectors.spi;

/**
 * One run, as its target remembers it.
 *
 * @param run its id
 * @param epoch how often it was started or resumed
 * @param planDigest of everything that decides what is copied where; a run is only resumed with the
 *     same plan
 * @param source where it reads, without secrets
 * @param position the snapshot it reads
 * @param salt of its digests
 * @param state {@code running}, {@code stopped} or {@code done}
 */
public record RunRecord(
    String run,
    long epoch,
    String planDigest,
    String source,
    String position,
    long salt,
    String state) {}
