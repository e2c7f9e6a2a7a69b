package dev.dougong.web.auth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.dougong.engine.access.AccessEpoch;
import dev.dougong.engine.access.SessionStore;
import dev.dougong.engine.access.SessionStore.ListedSession;
import dev.dougong.engine.access.SessionStore.OpenSession;
import dev.dougong.engine.access.User;
import dev.dougong.engine.access.Users;
import dev.dougong.engine.audit.Actors;
import dev.dougong.engine.audit.AuditLog;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.WorkspaceScoped;
import dev.dougong.web.auth.Identity.Due;
import dev.dougong.web.workspace.NamedSecret;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sessions of people: begun by a password or an account of another place, ended by signing out, by
 * twelve idle hours, after seven days, by a new password, or when the user is switched off.
 * Thread-safe.
 */
@WorkspaceScoped
public final class Sessions {

  /** How long a session lives that nobody uses. */
  public static final Duration IDLE = Duration.ofHours(12);

  static final Duration LONGEST = Duration.ofDays(7);
  private static final Duration TOUCH_EVERY = Duration.ofMinutes(1);
  private static final int LONGEST_DEVICE = 300;
  private static final Pattern NOT_SHOWN = Pattern.compile("[^\\x20-\\x7e]");

  private final Workspace workspace;
  private final SessionStore store;
  private final Users users;
  private final AccessEpoch epoch;
  private final AuditLog audit;
  private final Actors actors;
  private final Transactions transactions;
  private final InstantSource clock;
  private final Cache<Key, Remembered> remembered =
      Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(Duration.ofMinutes(1)).build();

  private record Key(String hash, long epoch) {}

  private record Remembered(Identity identity, Instant createdAt, Instant lastUsedAt) {}

  /** Over the stored sessions. */
  @Inject
  public Sessions(
      Workspace workspace,
      SessionStore store,
      Users users,
      AccessEpoch epoch,
      AuditLog audit,
      Actors actors,
      Transactions transactions,
      InstantSource clock) {
    this.workspace = workspace;
    this.store = store;
    this.users = users;
    this.epoch = epoch;
    this.audit = audit;
    this.actors = actors;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Begins a session and gives its secret.
   *
   * @param device what the browser says that it is
   */
  public String begin(UUID user, long credentialEpoch, String device) {
    return begin(user, credentialEpoch, device, null);
  }

  /**
   * The same for somebody whom another place knows.
   *
   * @param source the place, or null where the password was right
   */
  public String begin(UUID user, long credentialEpoch, String device, @Nullable UUID source) {
    ObjectNode details = JsonNodeFactory.instance.objectNode().put("device", cut(device));
    if (source != null) {
      details.put("source", source.toString());
    }
    return transactions.required(
        () -> {
          String secret = Secrets.next();
          store.begin(
              Secrets.hash(secret),
              user,
              credentialEpoch,
              source == null,
              cut(device),
              clock.instant());
          audit.write(
              new AuditLog.Entry(
                  "signIn.done", user, actors.current().address(), user.toString(), details));
          return NamedSecret.of(workspace, secret);
        });
  }

  private static String cut(String device) {
    String text = NOT_SHOWN.matcher(device).replaceAll(" ").strip();
    return text.length() > LONGEST_DEVICE ? text.substring(0, LONGEST_DEVICE) : text;
  }

  /** Who holds the secret, or null where it opens nothing (any more). */
  public @Nullable Identity find(String named) {
    @Nullable String secret = NamedSecret.in(workspace, named);
    return secret == null ? null : findByHash(Secrets.hash(secret));
  }

  private @Nullable Identity findByHash(String hash) {
    Key key = new Key(hash, epoch.current());
    Instant now = clock.instant();
    @Nullable Remembered entry = remembered.getIfPresent(key);
    if (entry == null) {
      entry = load(key.hash());
      if (entry == null) {
        return null;
      }
      remembered.put(key, entry);
    }
    if (!now.isBefore(entry.lastUsedAt().plus(IDLE))
        || !now.isBefore(entry.createdAt().plus(LONGEST))) {
      store.end(key.hash());
      remembered.invalidate(key);
      return null;
    }
    if (!now.isBefore(entry.lastUsedAt().plus(TOUCH_EVERY))) {
      store.touch(key.hash(), now);
      remembered.put(key, new Remembered(entry.identity(), entry.createdAt(), now));
    }
    return entry.identity();
  }

  /**
   * Ends the session that a browser still had when another one began in it.
   *
   * @param secret of the former one, or null
   */
  public void endFormer(@Nullable String secret) {
    @Nullable Identity before = secret == null || secret.isEmpty() ? null : find(secret);
    if (before != null) {
      end(before, Objects.requireNonNull(before.sessionHash()));
    }
  }

  /** A person signs out: ends the session on every node. */
  public void end(Identity who, String hash) {
    String unused =
        transactions.required(
            () -> {
              store.end(hash);
              tellEnd(who.user().id(), 1);
              return hash;
            });
    epoch.refresh();
  }

  /** Whether the session began by the password, not by an account of another place. */
  public boolean isByPassword(Identity who) {
    @Nullable String hash = who.sessionHash();
    @Nullable OpenSession session = hash == null ? null : store.find(hash);
    return session == null || session.isByPassword();
  }

  /** The open sessions of a person, the one that was used last first. */
  public List<ListedSession> list(UUID user) {
    Instant now = clock.instant();
    return store.list(user, now.minus(IDLE)).stream()
        .filter(session -> now.isBefore(session.createdAt().plus(LONGEST)))
        .toList();
  }

  /** Ends one session of a person on every node. */
  public void end(UUID user, UUID id) {
    boolean unused =
        transactions.required(
            () -> {
              if (!store.end(user, id)) {
                throw new AccessException(Problem.of("notFound"));
              }
              tellEnd(user, 1);
              return true;
            });
    epoch.refresh();
  }

  /**
   * Ends the sessions of a person on every node; tells how many.
   *
   * @param kept hash of the one that stays, or null for none
   */
  public int endAll(UUID user, @Nullable String kept) {
    int ended =
        transactions.required(
            () -> {
              int count = store.endAll(user, kept);
              tellEnd(user, count);
              return count;
            });
    epoch.refresh();
    return ended;
  }

  private void tellEnd(UUID user, int count) {
    audit.tell(
        "session.ended",
        user.toString(),
        JsonNodeFactory.instance.objectNode().put("count", count));
  }

  private static @Nullable Due due(OpenSession session) {
    return session.isPasswordDue()
        ? Due.PASSWORD
        : session.isFactorDue() ? Due.SECOND_FACTOR : null;
  }

  private @Nullable Remembered load(String hash) {
    @Nullable OpenSession session = store.find(hash);
    @Nullable User user = session == null ? null : users.find(session.user());
    return session == null || user == null
        ? null
        : new Remembered(
            new Identity(user, user.roles(), hash, due(session)),
            session.createdAt(),
            session.lastUsedAt());
  }
}
