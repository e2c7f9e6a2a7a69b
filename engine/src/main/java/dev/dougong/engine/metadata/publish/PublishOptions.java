package dev.dougong.engine.metadata.publish;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a publishing happens.
 *
 * @param hasConsent whether steps that make values unreadable may be done
 * @param keepsRecords whether records of entities that are removed wait for a later install
 * @param takesOut whether fields that are gone are taken out of documents that go on without them
 * @param app whose package is applied, or null where drafts are published. With one, drafts that
 *     wait go on waiting, and fields that go wait for the app: a later package of it that has them
 *     again finds their values
 * @param actor who publishes, or null for the system
 */
public record PublishOptions(
    boolean hasConsent,
    boolean keepsRecords,
    boolean takesOut,
    @Nullable String app,
    @Nullable UUID actor) {

  /** Nothing destructive. */
  public static PublishOptions by(@Nullable UUID actor) {
    return new PublishOptions(false, false, false, null, actor);
  }

  /** The same with consent. */
  public PublishOptions withConsent(boolean isGiven) {
    return new PublishOptions(isGiven, keepsRecords, takesOut, app, actor);
  }

  /** The same, and fields that are gone are taken out where they can be spared. */
  public PublishOptions takingOut(boolean isWished) {
    return new PublishOptions(hasConsent, keepsRecords, isWished, app, actor);
  }

  /** The same, and records of entities that are removed wait. */
  public PublishOptions keepingRecords(boolean isWished) {
    return new PublishOptions(hasConsent, isWished, takesOut, app, actor);
  }

  /** The same for what a package of the app does. */
  public PublishOptions ofPackage(String appKey) {
    return new PublishOptions(hasConsent, keepsRecords, takesOut, appKey, actor);
  }
}
