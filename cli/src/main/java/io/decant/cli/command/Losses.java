package io.decant.cli.command;

import io.decant.connectors.spi.Suggestion;
import io.decant.converter.convert.Conversions;
import io.decant.engine.MigrationSpec.LossPolicy;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code forbid}, {@code report}, {@code allow} and {@code allow:CODE,CODE}. */
final class Losses implements ITypeConverter<LossPolicy> {
  private static final Pattern ALLOW = Pattern.compile("allow:([A-Z0-9_]+(?:,[A-Z0-9_]+)*)");

  @Override
  public LossPolicy convert(String text) {
    Matcher allow = ALLOW.matcher(text);
    if (allow.matches()) {
      Set<String> codes = Set.copyOf(List.of(allow.group(1).split(",")));
      codes.forEach(Losses::requireKnown);
      return new LossPolicy(LossPolicy.Mode.ALLOW, codes);
    }
    return switch (text) {
      case "forbid" -> new LossPolicy(LossPolicy.Mode.FORBID, Set.of());
      case "report" -> LossPolicy.REPORT;
      case "allow" -> new LossPolicy(LossPolicy.Mode.ALLOW, Set.of());
      default ->
          throw new TypeConversionException(
              "'" + text + "' is not known. Write forbid, report, allow or allow:CODE,CODE.");
    };
  }

  private static void requireKnown(String code) {
    if (!Conversions.lossCodes().contains(code)) {
      throw new TypeConversionException(
          "'" + code + "' is no code of a loss. " + Suggestion.of(code, Conversions.lossCodes()));
    }
  }
}
