package dev.dougong.engine.access;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sources of sign-ins (where else people are known), the ways there that are under way, and who is
 * who there. Thread-safe.
 */
public interface SignInSourceStore {

  /**
   * A source.
   *
   * @param kind id of the kind, such as {@code oidc}
   * @param settings texts by name, as the kind reads them
   * @param makesPeople whether strangers become people at their first sign-in
   * @param orgUnit unit of those who are made, or null
   * @param roles role of those who are made, by the name of a group there
   */
  record Source(
      UUID id,
      String kind,
      String label,
      Map<String, String> settings,
      boolean makesPeople,
      @Nullable UUID orgUnit,
      Map<String, String> roles,
      boolean isActive,
      boolean hasSecret,
      long version) {

    /** Copies what it holds. */
    public Source {
      settings = Map.copyOf(settings);
      roles = Map.copyOf(roles);
    }
  }

  /**
   * The secret of a source at rest.
   *
   * @param keyId of the key that sealed the secret's own key
   * @param key the secret's own key, sealed
   * @param value the secret, sealed under its own key
   */
  record SealedSecret(UUID source, String keyId, String key, String value) {}

  /**
   * A way to a source and back.
   *
   * @param state hash of what comes back, or of what awaits a code
   * @param browser hash of what the browser that began it holds
   * @param destination path of this site
   * @param user whom it binds, or who still has to give a code; null for a plain sign-in
   * @param awaitsCode whether all is done but the code of the second factor
   */
  record Flow(
      String state,
      UUID source,
      String browser,
      String nonce,
      String verifier,
      String destination,
      @Nullable UUID user,
      boolean awaitsCode,
      Instant beganAt) {

    /** Never what proves something. */
    @Override
    public String toString() {
      return "Flow[" + source + "]";
    }
  }

  /** That a subject of a source is a person here. */
  record Bound(UUID source, String subject, UUID user, Instant boundAt) {}

  /** All sources, by label. */
  List<Source> list();

  /** The source, or null. */
  @Nullable Source find(UUID id);

  /** Keeps a new source, without a secret. */
  void add(Source source);

  /** Keeps the source under the next version; false where the version is not this one any more. */
  boolean change(Source source);

  /** Removes it with all that hangs on it; false where there is none. */
  @CanIgnoreReturnValue
  boolean remove(UUID id);

  /** The secret, or null. */
  @Nullable SealedSecret secret(UUID source);

  /** Keeps the secret in place of another one. */
  void setSecret(SealedSecret secret);

  /** Takes the secret away. */
  void removeSecret(UUID source);

  /** Ids of the keys that seal something. */
  Set<String> keyIds();

  /** Some secrets that these keys sealed, locked for the transaction. */
  List<SealedSecret> sealedBy(Collection<String> keyIds, int limit);

  /** Keeps a way that begins, and forgets those that began before. */
  void begin(Flow flow, Instant forgottenBefore);

  /** Takes the way out, once, if it began since then in that browser; null otherwise. */
  @Nullable Flow take(String state, String browser, Instant since);

  /** The way that awaits a code in that browser and began since then, or null. */
  @Nullable Flow awaitingCode(String browser, Instant since);

  /** Whose the subject is, or null. */
  @Nullable UUID userOf(UUID source, String subject);

  /** Where the person is known. */
  List<Bound> boundOf(UUID user);

  /** Binds; false where the subject or the person is bound already. */
  boolean bind(Bound bound);

  /** Unbinds; false where there was nothing. */
  @CanIgnoreReturnValue
  boolean unbind(UUID source, UUID user);

  /**
   * Whether an active administrator has a password, or is bound to an active source: otherwise
   * nobody could administer any more.
   */
  boolean isAdministratorLeft();

  /** What sessions of the person begin with, or null where the person may not sign in. */
  @Nullable Long epoch(UUID user);
}
