package dev.dougong.engine.record.internal.plan;

import dev.dougong.engine.expression.Row;
import dev.dougong.engine.metadata.Entity;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The records that references lead to, all of them, whoever asks. */
@FunctionalInterface
public interface Targets {

  /** The live record, or null where there is none. */
  @Nullable Row find(Entity entity, UUID id);
}
