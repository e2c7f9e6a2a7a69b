package dev.dougong.engine.metadata.publish;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a publishing happens.
 *
 * @param hasConsent whether steps that make values unreadable may be done
 * @param keepsRecords whether records of entities that are removed wait for a later install
 * @param takesOut whether fields that are gone are taken out of documents that go on without them
 * @param actor who publishes, or null for the system
 */
public record PublishOptions(
    boolean hasConsent, boolean keepsRecords, boolean takesOut, @Nullable UUID actor) {

  /** Nothing destructive. */
  public static PublishOptions by(@Nullable UUID actor) {
    return new PublishOptions(false, false, false, actor);
  }

  /** The same with consent. */
  public PublishOptions withConsent(boolean isGiven) {
    return new PublishOptions(isGiven, keepsRecords, takesOut, actor);
  }

  /** The same, and fields that are gone are taken out where they can be spared. */
  public PublishOptions takingOut(boolean isWished) {
    return new PublishOptions(hasConsent, keepsRecords, isWished, actor);
  }

  /** The same, and records of entities that are removed wait. */
  public PublishOptions keepingRecords(boolean isWished) {
    return new PublishOptions(hasConsent, isWished, takesOut, actor);
  }
}
