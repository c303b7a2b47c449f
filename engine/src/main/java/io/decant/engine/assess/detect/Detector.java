package io.decant.engine.assess.detect;

import io.decant.converter.row.RowBatch;
import java.util.List;

/** Looks for one kind of thing in the rows of one table. For one thread. */
public interface Detector {

  /**
   * Called for each batch of the sample, in the order of the table's places.
   *
   * @param rows as they are read, each column of the plan's read columns
   */
  void look(RowBatch rows);

  /** What was found, once all rows were shown. */
  List<Suspicion> found();
}
