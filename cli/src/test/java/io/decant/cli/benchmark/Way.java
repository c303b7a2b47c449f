package io.decant.cli.benchmark;

/** How rows are brought over. */
enum Way {
  /** By both engines' bulk paths at once, without Decant. */
  RAW_LIMIT("raw limit"),
  COPY("copy"),
  /** And every value compared. */
  VERIFIED_COPY("copy, verified");

  private final String label;

  Way(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /** For {@code --verify}. */
  String verify() {
    return this == VERIFIED_COPY ? "checksum" : "none";
  }
}
