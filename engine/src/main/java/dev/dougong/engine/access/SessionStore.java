package dev.dougong.engine.access;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Open sessions, known by the hash of their secret only. Thread-safe. */
public interface SessionStore {

  /**
   * A session that is still good: its user is active and has not changed the password since.
   *
   * @param user who signed in
   * @param createdAt when
   * @param lastUsedAt when it was used last, to the minute
   */
  record OpenSession(UUID user, Instant createdAt, Instant lastUsedAt) {}

  /** Begins a session. */
  void begin(String hash, UUID user, long credentialEpoch, Instant now);

  /** The session, or null where there is none or it is no longer good. */
  @Nullable OpenSession find(String hash);

  /** Notes that it was used. */
  void touch(String hash, Instant now);

  /** Ends one session and moves the access epoch. */
  void end(String hash);

  /** Forgets sessions that nobody used since; tells how many. */
  @CanIgnoreReturnValue
  int forgetUnusedSince(Instant instant);
}
