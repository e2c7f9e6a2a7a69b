package dev.dougong.engine.metadata.compile;

import dev.dougong.engine.definition.RoleDefinition;
import dev.dougong.engine.definition.RoleDefinition.EntityRights;
import dev.dougong.engine.definition.RoleDefinition.FieldRight;
import dev.dougong.engine.problem.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Warns where a role reads, through a rollup or lookup, what it may not read itself. That is
 * allowed, since such a field has a right of its own, but somebody should know.
 */
final class DisclosurePass {

  private final Drafts drafts;
  private final Map<String, RoleDefinition> roles;

  DisclosurePass(Drafts drafts, Map<String, RoleDefinition> roles) {
    this.drafts = drafts;
    this.roles = roles;
  }

  void run() {
    for (RoleDefinition role : roles.values()) {
      List<RoleDefinition> all = withIncluded(role);
      for (FieldDraft field : drafts.allFields()) {
        if (field.rollup != null && reads(all, field)) {
          warn(role, all, field, field.rollup.of(), field.rollup.entity());
        } else if (field.lookup != null && reads(all, field)) {
          FieldDraft source = drafts.field(field.lookup.field());
          if (source != null) {
            warn(role, all, field, source.id, source.entity.id);
          }
        }
      }
    }
  }

  private void warn(
      RoleDefinition role, List<RoleDefinition> all, FieldDraft field, int sourceId, int entityId) {
    FieldDraft source = drafts.field(sourceId);
    String entity =
        drafts.entities.values().stream()
            .filter(one -> one.id == entityId)
            .map(EntityDraft::key)
            .findFirst()
            .orElse("");
    boolean isReadable = source == null ? readsEntity(all, entity) : reads(all, source);
    if (!isReadable) {
      drafts.warnings.add(
          Problem.at(field.place, "metadata.disclosure")
              .with("document", "entities/" + field.entity.key() + ".json")
              .with("role", role.key())
              .with("value", field.path())
              .with("source", source == null ? entity : source.path()));
    }
  }

  private List<RoleDefinition> withIncluded(RoleDefinition role) {
    List<RoleDefinition> all = new ArrayList<>(List.of(role));
    Set<String> seen = new HashSet<>(Set.of(role.key()));
    for (int i = 0; i < all.size(); i++) {
      for (String key : all.get(i).includes()) {
        RoleDefinition included = roles.get(key);
        if (included != null && seen.add(key)) {
          all.add(included);
        }
      }
    }
    return all;
  }

  private static boolean readsEntity(List<RoleDefinition> roles, String entity) {
    return roles.stream()
        .map(role -> role.entities().get(entity))
        .anyMatch(rights -> rights != null && !rights.read().equals("false"));
  }

  private static boolean isWhole(FieldRight right) {
    return switch (right) {
      case HIDDEN, MASKED -> false;
      case READ, WRITE -> true;
    };
  }

  private static boolean reads(List<RoleDefinition> roles, FieldDraft field) {
    FieldDraft top = field.table == null ? field : field.table;
    for (RoleDefinition role : roles) {
      EntityRights rights = role.entities().get(field.entity.key());
      if (rights != null
          && !rights.read().equals("false")
          && isWhole(rights.fields().getOrDefault(top.key(), FieldRight.WRITE))) {
        return true;
      }
    }
    return false;
  }
}
