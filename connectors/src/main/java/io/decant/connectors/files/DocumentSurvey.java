package io.decant.connectors.files;

import io.decant.connectors.documents.BsonOutput;
import io.decant.connectors.documents.ExtendedJsonReader;
import io.decant.connectors.documents.Inference;
import io.decant.connectors.documents.InferenceRules;
import io.decant.connectors.documents.MalformedDocument;
import io.decant.connectors.documents.Shape;
import io.decant.converter.schema.Statistics;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** What the documents in files of JSON are. */
final class DocumentSurvey extends Survey {
  private final TableName name;
  private final InferenceRules rules;
  private final Set<TableName> taken;
  private final Shape shape = new Shape();
  private final ExtendedJsonReader json = new ExtendedJsonReader();
  private final BsonOutput document = new BsonOutput();

  /**
   * @param taken names that no table for an array may have
   */
  DocumentSurvey(
      Folder folder, TableName name, long sample, InferenceRules rules, Set<TableName> taken) {
    super(folder, sample);
    this.name = name;
    this.rules = rules;
    this.taken = taken;
  }

  @Override
  Records begin(Feed feed, String file, FileForm form) throws IOException {
    return JsonForm.of(folder, file, form).orElse(JsonForm.LINES).records(feed, file);
  }

  /** A line that is no document is told when it is read. */
  @Override
  void look(Records records) {
    document.clear();
    try {
      json.document(records.data(), records.start(0), records.end(0), document);
    } catch (MalformedDocument broken) {
      return;
    }
    shape.add(document.data(), 0, document.size());
  }

  @Override
  List<Table> tables() {
    return Inference.tables(name, shape, isCut() ? -1 : shape.documents(), rules, taken).stream()
        .map(this::sized)
        .toList();
  }

  /** The files' bytes are what all of these tables are read from. */
  private Table sized(Table table) {
    Statistics found = table.statistics();
    return table.withStatistics(
        new Statistics(found.rows(), bytes(), found.exact(), found.longestTexts()));
  }
}
