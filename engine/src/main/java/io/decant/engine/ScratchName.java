package io.decant.engine;

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
 * The name of something that is made for a while and removed again, from which anybody can tell
 * whether somebody still uses it: when it was made, by which process, of which machine.
 *
 * @param prefix what all of its kind begin with
 * @param epochSecond when it was made
 * @param process its number there
 * @param machine of its name, a digest
 */
public record ScratchName(
    String prefix, long epochSecond, long process, String machine, String chance) {
  private static final Pattern FORM =
      Pattern.compile("([0-9]{9,12})_([0-9]{1,12})_([0-9a-f]{8})_([0-9a-f]{6})");

  /** A new one, of this process. */
  public static ScratchName next(String prefix) {
    byte[] chance = new byte[3];
    new SecureRandom().nextBytes(chance);
    return new ScratchName(
        prefix,
        Instant.now().getEpochSecond(),
        ProcessHandle.current().pid(),
        thisMachine(),
        HexFormat.of().formatHex(chance));
  }

  /** The same with another prefix: nobody takes it for one that was left. */
  public ScratchName as(String otherPrefix) {
    return new ScratchName(otherPrefix, epochSecond, process, machine, chance);
  }

  /** Empty when it is none of that kind. */
  public static Optional<ScratchName> parse(String prefix, String name) {
    Matcher matcher = FORM.matcher(name.startsWith(prefix) ? name.substring(prefix.length()) : "");
    return matcher.matches()
        ? Optional.of(
            new ScratchName(
                prefix,
                Long.parseLong(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                matcher.group(3),
                matcher.group(4)))
        : Optional.empty();
  }

  /**
   * Whoever made it has ended.
   *
   * @param longest nobody uses one for longer: who works on another machine cannot be asked
   */
  public boolean isAbandoned(Duration longest) {
    if (!machine.equals(thisMachine())) {
      return Instant.ofEpochSecond(epochSecond).isBefore(Instant.now().minus(longest));
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
    return prefix + epochSecond + "_" + process + "_" + machine + "_" + chance;
  }
}
