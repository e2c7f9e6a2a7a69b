package dev.dougong.engine.dataimport.internal;

import dev.dougong.engine.dataimport.ImportColumn;
import dev.dougong.engine.dataimport.ImportPlan;
import dev.dougong.engine.dataimport.ImportState;
import dev.dougong.engine.dataimport.ImportStatus;
import dev.dougong.engine.dataimport.RowOutcome;
import dev.dougong.engine.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import as its table holds it.
 *
 * @param entity id of the entity, which stays when its key changes
 * @param position last row that the work at hand is through with
 */
record StoredImport(
    UUID id,
    int entity,
    UUID by,
    Set<String> roles,
    Locale locale,
    Instant at,
    String fileName,
    String format,
    Map<String, String> details,
    List<ImportColumn> columns,
    ImportPlan plan,
    boolean isRemembered,
    ImportStatus status,
    int rows,
    int position,
    int done,
    Map<RowOutcome, Integer> foreseen,
    Map<RowOutcome, Integer> counts,
    List<Problem> notes,
    @Nullable UUID undoneBy) {

  /** With other samples of its columns. */
  StoredImport with(List<ImportColumn> others) {
    return new StoredImport(
        id,
        entity,
        by,
        roles,
        locale,
        at,
        fileName,
        format,
        details,
        others,
        plan,
        isRemembered,
        status,
        rows,
        position,
        done,
        foreseen,
        counts,
        notes,
        undoneBy);
  }

  ImportState toState(String entityKey) {
    return new ImportState(
        id,
        entityKey,
        by,
        at,
        fileName,
        format,
        details,
        status,
        columns,
        plan,
        isRemembered,
        rows,
        done,
        foreseen,
        counts,
        notes);
  }
}
