package dev.dougong.engine.dataimport;

import dev.dougong.engine.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An import as its owner sees it.
 *
 * @param entity key of the entity
 * @param by who brought the file
 * @param details how the file was read: {@code encoding}, {@code sheet}
 * @param plan what was said last, or what is proposed
 * @param isRemembered whether the proposal is what was said for such columns before
 * @param rows how many there are
 * @param done how many the work at hand is through with
 * @param foreseen what the check found, by outcome; empty before
 * @param counts what the run did, by outcome; empty before
 * @param notes what to know about the file, and why it failed
 */
public record ImportState(
    UUID id,
    String entity,
    UUID by,
    Instant at,
    String fileName,
    String format,
    Map<String, String> details,
    ImportStatus status,
    List<ImportColumn> columns,
    ImportPlan plan,
    boolean isRemembered,
    int rows,
    int done,
    Map<RowOutcome, Integer> foreseen,
    Map<RowOutcome, Integer> counts,
    List<Problem> notes) {

  /** Copies the parts. */
  public ImportState {
    details = Map.copyOf(details);
    columns = List.copyOf(columns);
    foreseen = Map.copyOf(foreseen);
    counts = Map.copyOf(counts);
    notes = List.copyOf(notes);
  }
}
