package dev.dougong.engine.metadata.store;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An app that a package installed.
 *
 * @param content the zip, byte for byte; must not be changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record InstalledApp(
    String key, String version, byte[] content, Instant installedAt, @Nullable UUID installedBy) {}
