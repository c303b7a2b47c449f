package io.decant.converter.convert;

import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Network;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the rule from one logical type to another. Pure: the same question has the same answer.
 *
 * <p>A rule never rounds or cuts in silence. What does not fit is refused, unless the rule declares
 * that it changes values; then each changed one is reported.
 */
public final class Conversions {
  private Conversions() {}

  /**
   * The conversion of a column.
   *
   * @param from as the source describes it
   * @param to as the target accepted it
   * @param limits what the target's values can be
   * @param policies for values that do not fit
   * @param nullable the target's column holds NULL; where it does not, what would become NULL is
   *     refused
   * @return empty when values of the one type mean nothing in the other
   */
  public static Optional<ColumnConversion> between(
      LogicalType from,
      LogicalType to,
      TargetLimits limits,
      ValuePolicies policies,
      boolean nullable) {
    return between(new Demand(from, to, limits, policies, nullable));
  }

  /** The codes of everything that a conversion can cost. */
  public static Set<String> lossCodes() {
    return Losses.codes();
  }

  static Optional<ColumnConversion> between(Demand demand) {
    if (demand.to().kind() == LogicalType.Kind.VARIANT) {
      return Tagging.toVariant(demand);
    }
    return switch (demand.from().kind()) {
      case INT -> NumberConversions.ofInt(demand);
      case BOOLEAN -> NumberConversions.ofBool(demand);
      case DECIMAL -> DecimalConversions.ofDecimal(demand);
      case REAL -> RealConversions.ofReal(demand);
      case CHAR, VARCHAR, TEXT ->
          (demand.toText()
                  ? Optional.of(TextConversions.texts(demand))
                  : TextReadings.ofText(demand))
              .map(rule -> Mending.before(rule, demand));
      case ENUM -> LabelConversions.ofEnum(demand);
      case SET -> DocumentConversions.ofSet(demand);
      case JSON -> DocumentConversions.ofJson(demand);
      case ARRAY -> DocumentConversions.ofArray(demand);
      case DATE -> TemporalConversions.ofDate(demand);
      case TIME -> TemporalConversions.ofTime(demand);
      case TIMESTAMP, TIMESTAMP_TZ -> TemporalConversions.ofTimestamp(demand);
      case BYTES -> BinaryConversions.ofBytes(demand);
      case UUID -> BinaryConversions.ofUuid(demand);
      case BITS -> BinaryConversions.ofBits(demand);
      case GEOMETRY -> BinaryConversions.ofGeometry(demand);
      case INTERVAL -> TextReadings.ofInterval(demand);
      case OPAQUE -> sameOrText(demand);
      case NETWORK -> ofNetwork(demand);
      case VARIANT -> VariantConversions.ofVariant(demand);
    };
  }

  static Optional<ColumnConversion> sameOrText(Demand demand) {
    if (demand.from().equals(demand.to())) {
      return Optional.of(Identity.PLAIN);
    }
    return demand.toText() ? Optional.of(TextConversions.asText(demand)) : Optional.empty();
  }

  /** PostgreSQL's inet holds every address that is none of hardware. */
  private static Optional<ColumnConversion> ofNetwork(Demand demand) {
    if (demand.to() instanceof Network to && to.form() == Network.Form.INET) {
      return switch (((Network) demand.from()).form()) {
        case INET, CIDR, INET4, INET6 -> Optional.of(Identity.PLAIN);
        case MACADDR, MACADDR8 -> Optional.empty();
      };
    }
    return sameOrText(demand);
  }
}
