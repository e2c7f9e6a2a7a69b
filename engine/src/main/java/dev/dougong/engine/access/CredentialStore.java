package dev.dougong.engine.access;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Hashed passwords. Thread-safe. */
public interface CredentialStore {

  /**
   * What is needed to check a password.
   *
   * @param user whose it is
   * @param passwordHash as the hasher wrote it
   * @param epoch moves when the password changes; sessions of older ones are over
   */
  record Credential(UUID user, String passwordHash, long epoch) {}

  /** The credential of an active user who has a password, or null. */
  @Nullable Credential find(String username);

  /** The credential of an active user who has a password, or null. */
  @Nullable Credential of(UUID user);

  /**
   * Sets a password that somebody else may know, and ends all sessions of the user.
   *
   * @param isDue whether the user must choose another one before anything else
   */
  void set(UUID user, String passwordHash, boolean isDue);

  /** Sets the password that the user chose; ends all sessions of the user but this one. */
  void choose(UUID user, String passwordHash, String session);
}
