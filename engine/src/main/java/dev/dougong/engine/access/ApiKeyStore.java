package dev.dougong.engine.access;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** API keys, known by their hash only. Every change moves the access epoch. Thread-safe. */
public interface ApiKeyStore {

  /**
   * A key.
   *
   * @param user for whom it acts
   * @param roles roles that it was made with; those that the user still has count
   */
  record ApiKey(UUID id, UUID user, String label, Set<String> roles, Instant createdAt) {

    /** Copies the roles. */
    public ApiKey {
      roles = Set.copyOf(roles);
    }
  }

  /** Keeps a new key. */
  void add(ApiKey key, String hash);

  /** The key that was not revoked, of an active user; or null. */
  @Nullable ApiKey find(String hash);

  /** Keys of a user that were not revoked, oldest first. */
  List<ApiKey> list(UUID user);

  /** Revokes a key of the user; whether there was one. */
  boolean revoke(UUID id, UUID user);
}
