package dev.dougong.engine.record;

import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Metadata;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Knows the rules of published forms. Asked once per form and snapshot; thread-safe. */
public interface FormRuleSource {

  /** No forms. */
  FormRuleSource NONE =
      new FormRuleSource() {
        @Override
        public @Nullable FormRules find(Metadata metadata, Entity entity, String form) {
          return null;
        }

        @Override
        public List<String> keys(Metadata metadata, Entity entity) {
          return List.of();
        }
      };

  /** The rules of a form of the entity, or null where the entity has no such form. */
  @Nullable FormRules find(Metadata metadata, Entity entity, String form);

  /** Keys of the entity's forms. */
  List<String> keys(Metadata metadata, Entity entity);
}
