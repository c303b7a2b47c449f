package io.decant.connectors.redis;

import io.decant.connectors.redis.Layout.Part;
import io.decant.connectors.redis.Layout.Slot;
import io.decant.converter.row.RowBatch;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Spells keys as they were: the words of a template, and a row's segments between them. */
final class KeySegments {
  private final Template template;
  private final byte[][] words;
  private final int[] columns;

  KeySegments(Template template, List<Slot> slots) {
    this.template = template;
    this.words = new byte[template.parts().size()][];
    this.columns = new int[words.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = template.parts().get(i).word().orElse("").getBytes(StandardCharsets.UTF_8);
      for (int column = 0; column < slots.size(); column++) {
        Slot slot = slots.get(column);
        if (slot.part() == Part.SEGMENT && slot.segment() == i) {
          columns[i] = column;
        }
      }
    }
  }

  byte[] key(RowCommands rows, RowBatch batch, int row) {
    ByteArrayOutputStream key = new ByteArrayOutputStream();
    for (int i = 0; i < words.length; i++) {
      if (i > 0) {
        key.write(template.separator());
      }
      if (template.parts().get(i).word().isPresent()) {
        key.write(words[i], 0, words[i].length);
      } else if (batch.column(columns[i]).isNull(row)) {
        throw rows.bad(columns[i], "NULL_IN_KEY", "a key has all its segments");
      } else {
        Spelling text = rows.spelt(batch, columns[i], row);
        key.write(text.data, text.from, text.length);
      }
    }
    byte[] made = key.toByteArray();
    requireReadable(rows, made);
    return made;
  }

  /** A segment with a colon in it would be read as two, and a word where numbers are as another. */
  private void requireReadable(RowCommands rows, byte[] key) {
    KeyPath path = new KeyPath(key);
    boolean alike =
        path.segments() == words.length
            && (words.length == 1 || path.separator == template.separator());
    for (int i = 0; alike && i < words.length; i++) {
      alike =
          template.parts().get(i).word().isPresent()
              || GrammarNode.isHeldBy(path.kind(i), template.parts().get(i).kind());
    }
    if (!alike) {
      throw RowCommands.bad(
          rows.table, "KEY_SEGMENT", "'" + Wire.text(key) + "' is no key like " + template);
    }
  }
}
