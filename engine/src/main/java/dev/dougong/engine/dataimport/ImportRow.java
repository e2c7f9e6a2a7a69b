package dev.dougong.engine.dataimport;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.problem.Problem;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of a file.
 *
 * @param number as a person counts in the file
 * @param cells as they stand in the file
 * @param values as the record gets them, by field key, shown as a person reads them; empty where
 *     nobody asked
 * @param outcome what became of it or would; null where that is not known yet
 * @param record the record that it made or changed, or null
 * @param problems with the field as their place
 */
public record ImportRow(
    int number,
    List<String> cells,
    ObjectNode values,
    @Nullable RowOutcome outcome,
    @Nullable UUID record,
    List<Problem> problems) {

  /** Copies the lists. */
  public ImportRow {
    cells = List.copyOf(cells);
    problems = List.copyOf(problems);
  }
}
