package io.decant.connectors.spi;

import io.decant.converter.schema.Table;
import io.decant.converter.schema.View;
import java.util.List;

/**
 * What a dump says, as its own database would say it once the dump was loaded there.
 *
 * @param catalog all that it declares, by name
 * @param tables described by their declarations
 * @param views each after those that it reads
 * @param remarks what tables are that no target can have
 * @param statements all of them, in the order of the dump
 */
public record Dump(
    Catalog catalog,
    List<Table> tables,
    List<View> views,
    List<Remark> remarks,
    List<DumpStatement> statements) {
  public Dump {
    tables = List.copyOf(tables);
    views = List.copyOf(views);
    remarks = List.copyOf(remarks);
    statements = List.copyOf(statements);
  }
}
