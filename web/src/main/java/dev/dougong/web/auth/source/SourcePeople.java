package dev.dougong.web.auth.source;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.AccessEpoch;
import dev.dougong.engine.access.AccessEpochStore;
import dev.dougong.engine.access.CredentialStore;
import dev.dougong.engine.access.SignInSourceStore;
import dev.dougong.engine.access.SignInSourceStore.Bound;
import dev.dougong.engine.access.SignInSourceStore.Source;
import dev.dougong.engine.access.User;
import dev.dougong.engine.access.Users;
import dev.dougong.engine.access.Users.NewUser;
import dev.dougong.engine.audit.Actors;
import dev.dougong.engine.audit.AuditLog;
import dev.dougong.engine.metadata.MetadataSource;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.web.auth.source.SignInKind.Known;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who somebody of another place is here. Known is who is bound; then, by the name that the place
 * tells, who is bound nowhere and is no administrator (so that no other place decides who rules
 * here, and none takes over who came by another one); then strangers are made, where the source
 * makes people. Whatever is bound, and whatever ends, is told to the audit log. Thread-safe.
 */
@Singleton
public final class SourcePeople {

  static final int LONGEST_SUBJECT = 500;
  private static final int LONGEST_NAME = 100;

  /** Before letters become small ones: some signs outside of ASCII become letters inside. */
  private static final Pattern USERNAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,59}");

  private final SignInSourceStore store;
  private final SignInSources sources;
  private final Users users;
  private final CredentialStore credentials;
  private final MetadataSource metadata;
  private final Transactions transactions;
  private final AccessEpochStore changes;
  private final AccessEpoch epoch;
  private final AuditLog audit;
  private final Actors actors;
  private final InstantSource clock;

  /** Over what is bound. */
  @Inject
  public SourcePeople(
      SignInSourceStore store,
      SignInSources sources,
      Users users,
      CredentialStore credentials,
      MetadataSource metadata,
      Transactions transactions,
      AccessEpochStore changes,
      AccessEpoch epoch,
      AuditLog audit,
      Actors actors,
      InstantSource clock) {
    this.store = store;
    this.sources = sources;
    this.users = users;
    this.credentials = credentials;
    this.metadata = metadata;
    this.transactions = transactions;
    this.changes = changes;
    this.epoch = epoch;
    this.audit = audit;
    this.actors = actors;
    this.clock = clock;
  }

  /** Who it is here; refuses where nobody is, or may be, that one. */
  UUID find(Source source, Known known) {
    UUID bound = store.userOf(source.id(), known.subject());
    if (bound != null) {
      return bound;
    }
    String told = known.username();
    String username =
        told != null && USERNAME.matcher(told).matches() ? told.toLowerCase(Locale.ROOT) : "";
    User found = username.isEmpty() ? null : users.findByUsername(username);
    return found == null ? make(source, known, username) : take(source, known, found);
  }

  private UUID take(Source source, Known known, User found) {
    if (!found.isActive()) {
      throw new AccessException(Problem.of("signInWay.blocked"));
    }
    List<Bound> bound = store.boundOf(found.id());
    if (bound.stream().anyMatch(one -> one.source().equals(source.id()))) {
      // Whoever is bound to another account there is not the same, whatever the name says.
      throw new AccessException(Problem.of("signInWay.stranger"));
    }
    if (found.isAdmin() || !bound.isEmpty()) {
      throw new AccessException(Problem.of("signInWay.bindFirst"));
    }
    bind(source, known.subject(), found.id(), found.id());
    return found.id();
  }

  private UUID make(Source source, Known known, String username) {
    if (!source.makesPeople() || username.isEmpty()) {
      throw new AccessException(Problem.of("signInWay.stranger"));
    }
    String name =
        known.name().length() > LONGEST_NAME
            ? known.name().substring(0, LONGEST_NAME)
            : known.name();
    Set<String> roles = new TreeSet<>();
    for (String group : known.groups()) {
      String role = source.roles().get(group);
      // What stands in the row is asked again: nobody becomes an administrator by another place.
      if (role != null
          && !role.equals(User.ADMIN)
          && metadata.current().roles().containsKey(role)) {
        roles.add(role);
      }
    }
    UUID made =
        transactions.required(
            () -> {
              User user = users.create(new NewUser(username, name, source.orgUnit(), "zh"));
              users.setRoles(user.id(), roles);
              bind(source, known.subject(), user.id(), user.id());
              return user.id();
            });
    epoch.refresh();
    return made;
  }

  /** Binds who is signed in and went there on purpose. */
  void bindOwn(Source source, Known known, UUID user) {
    if (!user.equals(store.userOf(source.id(), known.subject()))) {
      bind(source, known.subject(), user, user);
    }
  }

  private void bind(Source source, String subject, UUID user, @Nullable UUID actor) {
    UUID unused =
        transactions.required(
            () -> {
              if (!store.bind(new Bound(source.id(), subject, user, clock.instant()))) {
                throw new ConflictException(Problem.at("/subject", "signInWay.boundOtherwise"));
              }
              audit.write(
                  new AuditLog.Entry(
                      "account.bound",
                      actor,
                      actors.current().address(),
                      user.toString(),
                      details(source).put("account", subject)));
              return user;
            });
  }

  private static ObjectNode details(Source source) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("source", source.id().toString())
        .put("label", source.label());
  }

  /** Where the person is bound, and how that place is called. */
  public Map<Bound, String> boundOf(UUID user) {
    Map<UUID, String> labels = new HashMap<>();
    sources.list().forEach(source -> labels.put(source.id(), source.label()));
    Map<Bound, String> all = new LinkedHashMap<>();
    store.boundOf(user).forEach(one -> all.put(one, labels.getOrDefault(one.source(), "")));
    return all;
  }

  /** Binds a person to a subject that an administrator knows, in the place of another one. */
  public void bindByHand(UUID id, String subject, UUID user) {
    Source source = sources.get(id);
    String text = subject.strip();
    if (text.isEmpty() || text.length() > LONGEST_SUBJECT) {
      throw new InputException(Problem.at("/subject", "signInWay.badSetting"));
    }
    UUID unused =
        transactions.required(
            () -> {
              changes.advance();
              end(source, user);
              bind(source, text, user, actors.current().user());
              return user;
            });
  }

  /** Ends that the person signs in by that source; sessions go on. For administrators. */
  public void unbind(UUID id, UUID user) {
    Source source = sources.get(id);
    UUID unused =
        transactions.required(
            () -> {
              changes.advance();
              end(source, user);
              keepAnAdministrator();
              return user;
            });
  }

  /** The same for oneself; refuses to end the last way to sign in. */
  public void unbindOwn(UUID id, UUID user) {
    Source source = sources.get(id);
    UUID unused =
        transactions.required(
            () -> {
              // Two windows follow one another, so that one of two ways stays.
              changes.advance();
              end(source, user);
              if (credentials.of(user) == null && !isBoundToAnActiveOne(user)) {
                throw new ConflictException(Problem.of("signInWay.lastWay"));
              }
              return user;
            });
  }

  private void end(Source source, UUID user) {
    if (store.unbind(source.id(), user)) {
      audit.tell("account.ended", user.toString(), details(source));
    }
  }

  private boolean isBoundToAnActiveOne(UUID user) {
    List<UUID> bound = store.boundOf(user).stream().map(Bound::source).toList();
    return sources.list().stream()
        .anyMatch(source -> source.isActive() && bound.contains(source.id()));
  }

  private void keepAnAdministrator() {
    if (!store.isAdministratorLeft()) {
      throw new ConflictException(Problem.of("signInWay.lastAdministrator"));
    }
  }
}
