package dev.dougong.engine.access;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Second factors of people: what is shared with their device (sealed), the steps of time whose code
 * was used, the hashes of their recovery codes, and the roles that must have one. Whatever changes
 * who may do what moves the access epoch in its own transaction. Thread-safe.
 */
public interface SecondFactorStore {

  /**
   * A secret at rest.
   *
   * @param keyId of the key that sealed the secret's own key
   * @param key the secret's own key, sealed
   * @param value the secret, sealed under its own key
   */
  record SealedSecret(UUID user, String keyId, String key, String value) {}

  /**
   * What a person has.
   *
   * @param isConfirmed whether a right code was given once, so that it counts
   */
  record Factor(SealedSecret secret, boolean isConfirmed) {}

  /** What the person has, or null. */
  @Nullable Factor find(UUID user);

  /** Which of these people have one that counts. */
  Set<UUID> confirmed(Collection<UUID> users);

  /** Keeps a secret until it is confirmed; false where one counts already. */
  boolean propose(SealedSecret secret, Instant now);

  /** Lets exactly this proposed one count from now on; false where it is not there any more. */
  boolean confirm(SealedSecret secret, long step, Instant now);

  /** Uses the code of a step: true once for each, and never for one before a used one. */
  boolean use(UUID user, long step);

  /** Replaces the recovery codes. */
  void setRecoveryCodes(UUID user, Collection<String> hashes);

  /** Uses a recovery code up: true once for each. */
  boolean useRecoveryCode(UUID user, String hash);

  /** How many recovery codes are left. */
  int recoveryCodes(UUID user);

  /** Takes the second factor away; false where there is none. */
  @CanIgnoreReturnValue
  boolean remove(UUID user);

  /** Roles whose people must have a second factor. */
  Set<String> demanded();

  /** Exactly these roles from now on. */
  void demand(Collection<String> roles);

  /** Ids of the keys that seal something. */
  Set<String> keyIds();

  /** Some secrets that these keys sealed, locked for the transaction. */
  List<SealedSecret> sealedBy(Collection<String> keyIds, int limit);

  /** Keeps the same secret under another key. */
  void reseal(SealedSecret secret);
}
