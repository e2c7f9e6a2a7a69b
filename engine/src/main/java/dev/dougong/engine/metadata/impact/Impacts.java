package dev.dougong.engine.metadata.impact;

/** Tells what hangs on fields and entities. Rights are the caller's business. Thread-safe. */
public interface Impacts {

  /** Records are counted exactly up to here. */
  int MOST_COUNTED = 10_000;

  /**
   * What hangs on a published field.
   *
   * @param field its key; for one of the rows of a table {@code table.field}
   * @throws dev.dougong.engine.problem.AccessException {@code notFound} where there is none
   */
  Impact ofField(String entity, String field);

  /** What hangs on a published entity. */
  Impact ofEntity(String entity);
}
