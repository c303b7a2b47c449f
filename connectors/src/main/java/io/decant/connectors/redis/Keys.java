package io.decant.connectors.redis;

import io.decant.connectors.redis.Layout.Form;
import io.decant.converter.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The keys whose values a table's rows are: an option of the table, {@code
 * keys:record:\::=user:int} for {@code user:{int}}.
 *
 * @param number of the database; empty for the one that the URL names
 */
record Keys(Form form, Template template, Optional<Integer> number) {
  private static final String OPTION = "keys:";
  private static final String DATABASE = "database:";

  /** Of a table's options; empty where there are none, or nothing that we understand. */
  static Optional<Keys> in(Table table) {
    return option(table, OPTION)
        .flatMap(text -> RowKey.pieces(Wire.bytes(text)))
        .flatMap(pieces -> parse(pieces, option(table, DATABASE)));
  }

  private static Optional<String> option(Table table, String prefix) {
    return table.options().stream()
        .filter(option -> option.startsWith(prefix))
        .map(option -> option.substring(prefix.length()))
        .findFirst();
  }

  private static Optional<Keys> parse(List<String> pieces, Optional<String> database) {
    if (pieces.size() < 3 || pieces.get(1).length() != 1) {
      return Optional.empty();
    }
    Form form = null;
    for (Form each : Form.values()) {
      form = word(each).equals(pieces.get(0)) ? each : form;
    }
    List<Template.Part> parts = new ArrayList<>();
    for (String piece : pieces.subList(2, pieces.size())) {
      if (piece.startsWith("=")) {
        parts.add(Template.Part.of(piece.substring(1)));
        continue;
      }
      for (SegmentKind kind : SegmentKind.values()) {
        if (kind.word.equals(piece)) {
          parts.add(Template.Part.of(kind));
        }
      }
    }
    if (form == null || parts.size() != pieces.size() - 2) {
      return Optional.empty();
    }
    Template template = new Template((byte) pieces.get(1).charAt(0), parts);
    boolean numbered = database.isPresent() && database.get().matches("[0-9]{1,6}");
    return Optional.of(
        new Keys(form, template, numbered ? database.map(Integer::valueOf) : Optional.empty()));
  }

  private static String word(Form form) {
    return form.name().toLowerCase(Locale.ROOT);
  }

  Set<String> options() {
    List<String> pieces = new ArrayList<>();
    pieces.add(word(form));
    pieces.add("" + (char) template.separator());
    template
        .parts()
        .forEach(part -> pieces.add(part.word().map(word -> "=" + word).orElse(part.kind().word)));
    Set<String> options = new HashSet<>();
    options.add(OPTION + Wire.text(RowKey.of(pieces.toArray(new String[0]))));
    number.ifPresent(database -> options.add(DATABASE + database));
    return options;
  }

  Keys anywhere() {
    return new Keys(form, template, Optional.empty());
  }
}
