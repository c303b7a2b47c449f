package io.decant.connectors.mysql;

import java.util.Map;

/** The collations that a dump leaves out because they are those of a character set. */
record DumpedCollation(boolean mariaDb, boolean since8) {
  /** Where it is not the general one. Source: SHOW CHARACTER SET of MySQL 8.4. */
  private static final Map<String, String> OTHERS =
      Map.ofEntries(
          Map.entry("big5", "big5_chinese_ci"),
          Map.entry("binary", "binary"),
          Map.entry("cp932", "cp932_japanese_ci"),
          Map.entry("dec8", "dec8_swedish_ci"),
          Map.entry("eucjpms", "eucjpms_japanese_ci"),
          Map.entry("euckr", "euckr_korean_ci"),
          Map.entry("gb18030", "gb18030_chinese_ci"),
          Map.entry("gb2312", "gb2312_chinese_ci"),
          Map.entry("gbk", "gbk_chinese_ci"),
          Map.entry("hp8", "hp8_english_ci"),
          Map.entry("latin1", "latin1_swedish_ci"),
          Map.entry("latin5", "latin5_turkish_ci"),
          Map.entry("sjis", "sjis_japanese_ci"),
          Map.entry("swe7", "swe7_swedish_ci"),
          Map.entry("tis620", "tis620_thai_ci"),
          Map.entry("ujis", "ujis_japanese_ci"));

  /** The collation of texts under this name or in this character set; each may be empty. */
  String of(String characterSet, String collation, String otherwise) {
    if (!collation.isEmpty()) {
      boolean short1400 = collation.startsWith("uca1400") && !characterSet.isEmpty();
      return short1400 ? characterSet + "_" + collation : collation;
    }
    return characterSet.isEmpty() ? otherwise : usual(characterSet);
  }

  private String usual(String characterSet) {
    if (characterSet.equals("utf8mb4") && since8) {
      return "utf8mb4_0900_ai_ci";
    }
    return OTHERS.getOrDefault(characterSet, characterSet + "_general_ci");
  }

  /** Of a table that says nothing of it. */
  String ofNothing() {
    return usual(since8 || mariaDb ? "utf8mb4" : "latin1");
  }
}
