package io.decant.connectors.sql;

import io.decant.converter.schema.Column;
import java.util.regex.Pattern;

/**
 * A pattern of LIKE: {@code %} is any text and {@code _} any character, a backslash in front of
 * them takes that away. Letters are as they are: {@code a} is not {@code A}.
 */
record TextPattern(Pattern pattern) {

  static TextPattern of(Column column, Sql pattern) {
    if (!ValueOrder.isText(column.type()) || !(pattern instanceof Sql.Text text)) {
      throw new Uncertain("LIKE is for texts");
    }
    StringBuilder regex = new StringBuilder();
    boolean escaped = false;
    for (int point : text.text().codePoints().toArray()) {
      if (!escaped && point == '\\') {
        escaped = true;
        continue;
      }
      boolean any = !escaped && point == '%';
      boolean one = !escaped && point == '_';
      regex.append(any ? ".*" : one ? "." : Pattern.quote(Character.toString(point)));
      escaped = false;
    }
    return new TextPattern(Pattern.compile(regex.toString(), Pattern.DOTALL));
  }

  boolean matches(String text) {
    return pattern.matcher(text).matches();
  }
}
