package dev.dougong.engine.metadata.store;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was there before an upgrade of an app.
 *
 * @param id given by the store; 0 before
 * @param app as it was installed before
 * @param state JSON text: documents before and after, and what the app added to those of others
 * @param createdAt when the upgrade happened
 */
public record RestorePoint(
    long id, InstalledApp app, String state, Instant createdAt, @Nullable UUID createdBy) {}
