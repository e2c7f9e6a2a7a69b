package dev.dougong.engine.access;

import dev.dougong.engine.expression.EvaluationContext;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Metadata;
import java.util.Locale;
import java.util.UUID;

/**
 * An access that differs from another in something. What is {@linkplain Access#kept kept} is kept
 * for rights, so who leaves those as they are passes that on, too; nobody takes records over by a
 * wrapped access.
 */
public interface WrappedAccess extends Access {

  /** What it is like in all that it does not say itself. */
  Access inner();

  @Override
  default Metadata metadata() {
    return inner().metadata();
  }

  @Override
  default UUID userId() {
    return inner().userId();
  }

  @Override
  default EvaluationContext evaluation() {
    return inner().evaluation();
  }

  @Override
  default Locale locale() {
    return inner().locale();
  }

  @Override
  default EntityAccess entity(Entity entity) {
    return inner().entity(entity);
  }
}
