package io.decant.engine.rehearse;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a scratch place, from which anybody can tell whether somebody still uses it: when it
 * was made, by which process, of which machine.
 *
 * @param epochSecond when it was made
 * @param process its number there
 * @param machine of its name, a digest
 */
public record ScratchName(long epochSecond, long process, String machine, String chance) {
  /** What all of them begin with, but those that are to be kept. */
  public static final String PREFIX = "decant_rehearsal_";

  private static final String KEPT = "decant_kept_";

  private static final Pattern FORM =
      Pattern.compile(PREFIX + "([0-9]{9,12})_([0-9]{1,12})_([0-9a-f]{8})_([0-9a-f]{6})");

  /** Whoever works on another machine cannot be asked; nobody rehearses for so long. */
  private static final Duration LONG_AGO = Duration.ofHours(24);

  /** A new one, of this process. */
  public static ScratchName next() {
    byte[] chance = new byte[3];
    new SecureRandom().nextBytes(chance);
    return new ScratchName(
        Instant.now().getEpochSecond(),
        ProcessHandle.current().pid(),
        thisMachine(),
        HexFormat.of().formatHex(chance));
  }

  /** For a place that is to be kept: nobody takes it for one that was left. */
  public String kept() {
    return KEPT + toString().substring(PREFIX.length());
  }

  /** Empty when it is not one of ours. */
  public static Optional<ScratchName> parse(String name) {
    Matcher matcher = FORM.matcher(name);
    return matcher.matches()
        ? Optional.of(
            new ScratchName(
                Long.parseLong(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                matcher.group(3),
                matcher.group(4)))
        : Optional.empty();
  }

  /** Whoever made it has ended. */
  public boolean isAbandoned() {
    if (!machine.equals(thisMachine())) {
      return Instant.ofEpochSecond(epochSecond).isBefore(Instant.now().minus(LONG_AGO));
    }
    Optional<Instant> started =
        ProcessHandle.of(process)
            .filter(ProcessHandle::isAlive)
            .map(alive -> alive.info().startInstant().orElse(Instant.MIN));
    // A process of the same number that began later is another one.
    return started.isEmpty() || started.get().getEpochSecond() > epochSecond + 1;
  }

  private static String thisMachine() {
    String name;
    try {
      name = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      name = "";
    }
    return HexFormat.of().toHexDigits(name.hashCode());
  }

  @Override
  public String toString() {
    return PREFIX + epochSecond + "_" + process + "_" + machine + "_" + chance;
  }
}
