package dev.dougong.engine.access;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Instant;
import java.util.List;
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
   * @param isByPassword whether it began by the password here, not by an account of another place
   * @param isPasswordDue whether it began by a password that the person must change first
   * @param isFactorDue whether the person has a role that must have a second factor, and has none
   */
  record OpenSession(
      UUID user,
      Instant createdAt,
      Instant lastUsedAt,
      boolean isByPassword,
      boolean isPasswordDue,
      boolean isFactorDue) {}

  /**
   * A session as people are shown it.
   *
   * @param id names it without opening it
   * @param device what the browser said that it is; may be empty
   */
  record ListedSession(
      UUID id, String hash, String device, Instant createdAt, Instant lastUsedAt) {}

  /**
   * Begins a session.
   *
   * @param isByPassword whether by the password here, not by an account of another place
   * @param device what the browser says that it is, at most 300 characters
   */
  void begin(
      String hash,
      UUID user,
      long credentialEpoch,
      boolean isByPassword,
      String device,
      Instant now);

  /** The session, or null where there is none or it is no longer good. */
  @Nullable OpenSession find(String hash);

  /** Notes that it was used. */
  void touch(String hash, Instant now);

  /** The good sessions of a person that were used since, the latest first. */
  List<ListedSession> list(UUID user, Instant usedSince);

  /** Ends one session and moves the access epoch. */
  void end(String hash);

  /** Ends one session of a person and moves the access epoch; false where there is none. */
  boolean end(UUID user, UUID id);

  /**
   * Ends the sessions of a person and moves the access epoch; tells how many.
   *
   * @param kept hash of the one that stays, or null for none
   */
  @CanIgnoreReturnValue
  int endAll(UUID user, @Nullable String kept);

  /** Forgets sessions that nobody used since; tells how many. */
  @CanIgnoreReturnValue
  int forgetUnusedSince(Instant instant);
}
