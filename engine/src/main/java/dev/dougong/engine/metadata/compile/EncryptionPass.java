package dev.dougong.engine.metadata.compile;

import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueKind;
import java.util.List;

/** Refuses encrypted fields wherever something would have to read their values to work. */
final class EncryptionPass {

  private final Drafts drafts;

  EncryptionPass(Drafts drafts) {
    this.drafts = drafts;
  }

  void run() {
    for (FieldDraft field : drafts.allFields()) {
      if (field.kind == ValueKind.SEALED) {
        check(field);
      }
      covers(field);
    }
    drafts.entities.values().forEach(EncryptionPass::checkKeys);
  }

  private static void check(FieldDraft field) {
    if (field.lookup != null) {
      refuse(field, "of", "encrypted.notLookedUp");
      return;
    }
    if (field.table != null) {
      refuse(field, "encrypted", "encrypted.notInRows");
    }
    if (field.definition.searched()) {
      refuse(field, "search", "encrypted.notSearched");
    }
    if (field.definition.defaultValue() != null) {
      refuse(field, "default", "encrypted.noDefault");
    }
  }

  private static void covers(FieldDraft field) {
    List<String> covers = field.definition.covers();
    for (int i = 0; i < covers.size(); i++) {
      FieldDraft other = field.entity.byKey.get(covers.get(i));
      if (other != null && other.kind == ValueKind.SEALED) {
        field.report(
            "covers", Problem.at("/" + i, "metadata.notCovered").with("value", other.path()));
      }
    }
  }

  private static void checkKeys(EntityDraft entity) {
    FieldDraft title =
        entity.definition.title() == null ? null : entity.byKey.get(entity.definition.title());
    if (title != null && title.kind == ValueKind.SEALED) {
      entity.problems.add(Problem.at("/title", "encrypted.notTitle").with("value", title.key()));
    }
    List<String> naturalKey = entity.definition.naturalKey();
    for (int i = 0; i < naturalKey.size(); i++) {
      FieldDraft part = entity.byKey.get(naturalKey.get(i));
      if (part != null && part.kind == ValueKind.SEALED) {
        entity.problems.add(
            Problem.at("/naturalKey/" + i, "encrypted.notKey").with("value", part.key()));
      }
    }
  }

  private static void refuse(FieldDraft field, String option, String code) {
    field.report(option, Problem.of(code).with("value", field.path()));
  }
}
