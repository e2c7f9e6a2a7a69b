package dev.dougong.engine.dataimport;

import dev.dougong.engine.access.Access;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Brings the rows of a file into an entity: {@link #bring}, {@link #check}, {@link #run}, and
 * {@link #undo} where it was not meant. Only who brought a file and administrators see an import;
 * for all others it is not found. Refuses with a {@code ProblemException}. Thread-safe.
 */
public interface Imports {

  /**
   * Reads a file and keeps its rows; nothing is written to records.
   *
   * @param roles those that count for the caller, so that the background has no more rights
   * @param name what the sender calls the file
   */
  ImportState bring(Access access, Set<String> roles, String entity, String name, Path file);

  /** One import. */
  ImportState find(Access access, UUID id);

  /** The newest imports into an entity: all for administrators, else the caller's own. */
  List<ImportState> recent(Access access, String entity);

  /** Begins to try all rows, keeping nothing; what would become of each is known afterwards. */
  ImportState check(Access access, UUID id, ImportPlan plan);

  /** Begins to write the rows; an import that runs or has run stays as it is. */
  ImportState run(Access access, UUID id, ImportPlan plan);

  /** Begins to put all records back as they were; once begun it stays as it is. */
  ImportState undo(Access access, UUID id);

  /**
   * Rows in their order.
   *
   * @param onlyProblems whether only those that have problems
   * @param after number of the last row of the page before, 0 to begin
   * @param limit 1 to 1000
   */
  List<ImportRow> rows(Access access, UUID id, boolean onlyProblems, int after, int limit);
}
