package io.decant.cli.command;

import io.decant.connectors.spi.Connectors;
import io.decant.connectors.spi.Endpoint;
import io.decant.converter.DecantException.UserError;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which tables become arrays in the documents of others. */
final class EmbedOptions {
  private static final String NAME = "embed";

  @ArgGroup(validate = false, heading = "%nDocuments that are written:%n", order = 4)
  private Wanted options = new Wanted();

  static final class Wanted {
    @Option(
        names = "--" + NAME,
        paramLabel = "TABLES",
        description =
            "Tables, as the target calls them, whose rows become arrays in the documents that they "
                + "refer to: item, item=orders.items, item(order_id)=orders.items.")
    List<String> embed = List.of();
  }

  /** The option stands for the URL's parameter of that name. */
  Endpoint with(Endpoint target) {
    if (options.embed.isEmpty()) {
      return target;
    }
    if (!Connectors.of(target.scheme()).parameters().contains(NAME)) {
      throw new UserError(
          "--" + NAME,
          "it means nothing to " + target.typed() + ": tables stay tables there",
          "Leave it out.");
    }
    if (target.isEngine()) {
      throw new UserError(
          "--" + NAME,
          "it is planned with a database, and " + target.typed() + " is an engine's name",
          "Write the target's URL.");
    }
    if (target.parameters().containsKey(NAME)) {
      throw new UserError(
          "--" + NAME, "the target URL says '" + NAME + "', too", "Leave one of them out.");
    }
    return target.withParameter(NAME, String.join(",", options.embed));
  }
}
