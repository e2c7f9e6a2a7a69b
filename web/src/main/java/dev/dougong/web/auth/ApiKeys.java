package dev.dougong.web.auth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.dougong.engine.IdSource;
import dev.dougong.engine.access.AccessEpoch;
import dev.dougong.engine.access.ApiKeyStore;
import dev.dougong.engine.access.ApiKeyStore.ApiKey;
import dev.dougong.engine.access.User;
import dev.dougong.engine.access.Users;
import dev.dougong.engine.audit.AuditLog;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.WorkspaceScoped;
import dev.dougong.web.workspace.NamedSecret;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keys for programs. A key acts for the person who made it, with some of the person's roles, and
 * never with more than the person has at the time of the call. Thread-safe.
 */
@WorkspaceScoped
public final class ApiKeys {

  /** How every key begins; the name of its workspace may follow. */
  public static final String PREFIX = "dgk_";

  private static final int LABEL_LENGTH = 100;

  private final Workspace workspace;
  private final ApiKeyStore store;
  private final Users users;
  private final AccessEpoch epoch;
  private final AuditLog audit;
  private final Transactions transactions;
  private final IdSource ids;
  private final InstantSource clock;
  private final Cache<Key, Identity> remembered =
      Caffeine.newBuilder().maximumSize(5_000).expireAfterWrite(Duration.ofMinutes(1)).build();

  private record Key(String hash, long epoch) {}

  /**
   * A new key.
   *
   * @param secret shown this once
   */
  public record NewKey(UUID id, String secret) {}

  /** Over the stored keys. */
  @Inject
  public ApiKeys(
      Workspace workspace,
      ApiKeyStore store,
      Users users,
      AccessEpoch epoch,
      AuditLog audit,
      Transactions transactions,
      IdSource ids,
      InstantSource clock) {
    this.workspace = workspace;
    this.store = store;
    this.users = users;
    this.epoch = epoch;
    this.audit = audit;
    this.transactions = transactions;
    this.ids = ids;
    this.clock = clock;
  }

  /** Makes a key; nobody gives it a role that they do not have. */
  public NewKey create(Identity owner, String label, List<String> roles) {
    if (label.isBlank() || label.length() > LABEL_LENGTH) {
      throw new InputException(Problem.at("/label", "access.badName").with("limit", LABEL_LENGTH));
    }
    if (roles.isEmpty()) {
      throw new InputException(Problem.at("/roles", "access.noRole"));
    }
    for (String role : roles) {
      if (!owner.roles().contains(role)) {
        throw new AccessException(Problem.at("/roles", "access.roleNotYours").with("value", role));
      }
    }
    String secret = PREFIX + NamedSecret.of(workspace, Secrets.next());
    ApiKey key =
        new ApiKey(ids.next(), owner.user().id(), label, new HashSet<>(roles), clock.instant());
    ObjectNode details = JsonNodeFactory.instance.objectNode().put("label", label);
    key.roles().stream().sorted().forEach(details.putArray("roles")::add);
    return transactions.required(
        () -> {
          store.add(key, Secrets.hash(secret));
          audit.tell("apiKey.created", key.id().toString(), details);
          return new NewKey(key.id(), secret);
        });
  }

  /** Keys of a person. */
  public List<ApiKey> list(UUID user) {
    return store.list(user);
  }

  /** Revokes a key of a person on every node. */
  public void revoke(UUID id, UUID user) {
    boolean unused =
        transactions.required(
            () -> {
              if (!store.revoke(id, user)) {
                throw new AccessException(Problem.of("notFound"));
              }
              audit.tell("apiKey.revoked", id.toString(), JsonNodeFactory.instance.objectNode());
              return true;
            });
    epoch.refresh();
  }

  /** For whom the key acts, or null where it opens nothing. */
  public @Nullable Identity find(String secret) {
    if (!secret.startsWith(PREFIX)
        || NamedSecret.in(workspace, secret.substring(PREFIX.length())) == null) {
      return null;
    }
    Key key = new Key(Secrets.hash(secret), epoch.current());
    @Nullable Identity known = remembered.getIfPresent(key);
    if (known == null) {
      known = load(key.hash());
      if (known != null) {
        remembered.put(key, known);
      }
    }
    return known;
  }

  private @Nullable Identity load(String hash) {
    @Nullable ApiKey key = store.find(hash);
    @Nullable User user = key == null ? null : users.find(key.user());
    if (key == null || user == null) {
      return null;
    }
    Set<String> roles = new HashSet<>(key.roles());
    roles.retainAll(user.roles());
    return new Identity(user, roles, null, null);
  }
}
