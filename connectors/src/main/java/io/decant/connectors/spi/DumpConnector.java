package io.decant.connectors.spi;

import io.decant.converter.DecantException;
import java.io.InputStream;

/** An engine whose dumps in SQL can be read without a server. */
public interface DumpConnector extends Connector {

  /**
   * Reads a dump to its end. Nothing is lost on the way: every statement is in the answer, with
   * what became of it.
   *
   * @param engine the scheme or alias that it was asked for by
   * @param script the dump, plain or gzipped; stays open
   * @throws DecantException.UserError it is no dump in SQL
   */
  Dump readDump(String engine, InputStream script);
}
