package dev.dougong.engine.metadata.compile;

import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.problem.Problem;
import java.util.List;
import java.util.Set;

/**
 * What documents compile to.
 *
 * @param metadata consistent only where there are no problems; else parts are missing
 * @param wantedColumns ids of the fields that should live in columns of their own
 * @param problems everything that is wrong, each with the argument {@code document}
 * @param warnings what is allowed but should be looked at
 */
public record Compilation(
    Metadata metadata, Set<Integer> wantedColumns, List<Problem> problems, List<Problem> warnings) {

  /** Copies the collections. */
  public Compilation {
    wantedColumns = Set.copyOf(wantedColumns);
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
  }
}
