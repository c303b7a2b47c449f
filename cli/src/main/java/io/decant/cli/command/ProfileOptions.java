package io.decant.cli.command;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How careful the run is. */
final class ProfileOptions {
  static final String NAME = "--profile";

  @ArgGroup(validate = false, heading = "%nCare:%n", order = 3)
  private Choice options = new Choice();

  static final class Choice {
    @Option(
        names = NAME,
        paramLabel = "HOW",
        converter = Word.OfProfile.class,
        completionCandidates = Word.OfProfile.class,
        defaultValue = "staging",
        description = {
          "Defaults of other options together: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.",
          "  development: --verify counts, and --yes.",
          "  staging: every option's own default.",
          "  production: --verify checksum, --loss forbid, and asks before rows are added to tables "
              + "that are there and when there are warnings; advises decant rehearse."
        })
    Profile profile = Profile.STAGING;
  }

  Profile profile() {
    return options.profile;
  }
}
