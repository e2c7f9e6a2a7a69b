package dev.dougong.engine.access.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.metadata.impact.OtherUse;
import dev.dougong.engine.metadata.impact.Subject;
import dev.dougong.engine.metadata.impact.UseSource;
import dev.dougong.engine.storage.WorkspaceScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Filters that people keep, as what hangs on a field. */
@WorkspaceScoped
public final class SavedFilterUses implements UseSource {

  /** Filters of other entities may reach a field through references. */
  private static final int MOST_READ = 5_000;

  private final Expressions expressions;

  /** With the reader of stored trees. */
  @Inject
  public SavedFilterUses(Expressions expressions) {
    this.expressions = expressions;
  }

  @Override
  public List<OtherUse> of(Subject subject) {
    List<OtherUse> uses = new ArrayList<>();
    List<SavedFilterRow> rows =
        SavedFilterRow.<SavedFilterRow>find("order by name, id").page(0, MOST_READ).list();
    for (SavedFilterRow row : rows) {
      boolean isUsed =
          subject.field() == null
              ? row.entity == subject.entity().id()
              : !java.util.Collections.disjoint(subject.fields(), fields(row.content));
      if (isUsed && uses.size() < MOST) {
        uses.add(new OtherUse("savedFilter", row.id.toString(), row.name, 1));
      }
    }
    return uses;
  }

  private Set<Integer> fields(JsonNode content) {
    Set<Integer> ids = new HashSet<>();
    content.path("columns").forEach(id -> ids.add(id.intValue()));
    content.path("sort").forEach(id -> ids.add(Math.abs(id.intValue())));
    @Nullable JsonNode tree = content.get("filter");
    if (tree != null && tree.isObject()) {
      expressions
          .dependencies(expressions.fromJson(tree))
          .fields()
          .forEach(path -> ids.addAll(path.fieldIds()));
    }
    return ids;
  }
}
