package dev.dougong.engine.metadata.publish;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a publishing happens.
 *
 * @param hasConsent whether steps that make values unreadable may be done
 * @param keepsRecords whether records of entities that are removed wait for a later install
 * @param actor who publishes, or null for the system
 */
public record PublishOptions(boolean hasConsent, boolean keepsRecords, @Nullable UUID actor) {

  /** Nothing destructive. */
  public static PublishOptions by(@Nullable UUID actor) {
    return new PublishOptions(false, false, actor);
  }

  /** The same with consent. */
  public PublishOptions withConsent(boolean isGiven) {
    return new PublishOptions(isGiven, keepsRecords, actor);
  }
}
