package dev.dougong.engine.metadata.compile;

import dev.dougong.engine.fieldtype.ReferenceTarget;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.storage.Placement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes immutable entities and fields of the drafts. */
final class SnapshotPass {

  private final Drafts drafts;
  private final Placements placements;
  private final ExpressionPass expressionPass;
  private final Map<String, List<Entity.Incoming>> incoming = new LinkedHashMap<>();
  private final Map<Integer, List<Entity.Feed>> feeds = new LinkedHashMap<>();

  SnapshotPass(Drafts drafts, Placements placements, ExpressionPass expressionPass) {
    this.drafts = drafts;
    this.placements = placements;
    this.expressionPass = expressionPass;
  }

  List<Entity> run() {
    drafts.allFields().forEach(this::link);
    return drafts.entities.values().stream().map(this::entity).toList();
  }

  private void link(FieldDraft field) {
    int entity = field.entity.id;
    if (field.target instanceof ReferenceTarget.ToEntity to && field.lookup == null) {
      int table = field.table == null ? 0 : field.table.id;
      incoming
          .computeIfAbsent(to.entity(), key -> new ArrayList<>())
          .add(new Entity.Incoming(entity, field.id, table, to.onDelete()));
    }
    if (field.rollup != null) {
      feeds
          .computeIfAbsent(field.rollup.entity(), key -> new ArrayList<>())
          .add(new Entity.Feed(entity, field.id, field.rollup.via()));
    }
  }

  private Entity entity(EntityDraft draft) {
    List<Field> fields = draft.fields.stream().map(this::field).toList();
    Map<Integer, Field> all = new LinkedHashMap<>();
    draft.systemFields.forEach(field -> all.put(field.id(), field));
    fields.forEach(field -> all.put(field.id(), field));
    return new Entity(
        draft.id,
        draft.definition,
        SqlName.of("e" + draft.id),
        draft.systemFields,
        fields,
        expressionPass.rules(draft, all),
        incoming.getOrDefault(draft.key(), List.of()),
        feeds.getOrDefault(draft.id, List.of()),
        draft.scope);
  }

  private Field field(FieldDraft draft) {
    boolean isVirtual = !draft.isStored;
    Placement placement =
        draft.table == null
            ? PlacementPass.placement(draft, placements.of(draft.id))
            : isVirtual ? Placement.VIRTUAL : Placement.DOCUMENT;
    return new Field(
        draft.id,
        draft.definition,
        draft.type,
        draft.kind,
        placement,
        SqlName.of("f" + draft.id),
        draft.derivation,
        draft.target,
        draft.rows.stream().map(this::field).toList(),
        draft.formula,
        draft.defaultValue,
        draft.visibleWhen,
        draft.requiredWhen,
        draft.rollup,
        draft.lookup,
        false);
  }
}
