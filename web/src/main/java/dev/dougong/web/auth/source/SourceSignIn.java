package dev.dougong.web.auth.source;

import dev.dougong.engine.access.AccessEpoch;
import dev.dougong.engine.access.SignInSourceStore;
import dev.dougong.engine.access.SignInSourceStore.Bound;
import dev.dougong.engine.access.SignInSourceStore.Flow;
import dev.dougong.engine.access.SignInSourceStore.Source;
import dev.dougong.engine.access.User;
import dev.dougong.engine.access.Users;
import dev.dougong.engine.access.Users.NewUser;
import dev.dougong.engine.metadata.MetadataSource;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.web.auth.Attempts;
import dev.dougong.web.auth.SecondFactors;
import dev.dougong.web.auth.Secrets;
import dev.dougong.web.auth.Sessions;
import dev.dougong.web.auth.source.SignInKind.Known;
import dev.dougong.web.auth.source.SignInKind.Way;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Signing in by an account of another place. A way there and back is good once, for ten minutes, in
 * the browser that began it. Somebody is known by being bound; by the name that the place tells,
 * unless they are an administrator (who bind themselves, so that no other place decides who rules
 * here); or is made, where the source makes people. The second factor is asked for as always.
 */
@Singleton
public final class SourceSignIn {

  /** How long a way there and back may take. */
  public static final Duration LONGEST = Duration.ofMinutes(10);

  private static final String CALLBACK = "/api/sign-in/callback";
  private static final int PER_ADDRESS = 120;
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_SUBJECT = 500;

  private final SignInSourceStore store;
  private final SignInSources sources;
  private final SignInKinds kinds;
  private final Users users;
  private final MetadataSource metadata;
  private final Sessions sessions;
  private final SecondFactors factors;
  private final Attempts attempts;
  private final Transactions transactions;
  private final AccessEpoch epoch;
  private final InstantSource clock;

  /** Over the stored sources. */
  @Inject
  public SourceSignIn(
      SignInSourceStore store,
      SignInSources sources,
      SignInKinds kinds,
      Users users,
      MetadataSource metadata,
      Sessions sessions,
      SecondFactors factors,
      Attempts attempts,
      Transactions transactions,
      AccessEpoch epoch,
      InstantSource clock) {
    this.store = store;
    this.sources = sources;
    this.kinds = kinds;
    this.users = users;
    this.metadata = metadata;
    this.sessions = sessions;
    this.factors = factors;
    this.attempts = attempts;
    this.transactions = transactions;
    this.epoch = epoch;
    this.clock = clock;
  }

  /**
   * What came of a way.
   *
   * @param session secret of the session that began, or null where none did
   * @param needsCode whether the second factor is asked for first
   * @param destination path of this site
   */
  public record Outcome(@Nullable String session, boolean needsCode, String destination) {}

  /**
   * Sends a browser on its way.
   *
   * @param browser secret that the browser holds
   * @param destination path of this site for afterwards
   * @param binds whom the account there shall be bound to, or null to sign in
   */
  public URI begin(
      UUID id,
      String browser,
      String destination,
      @Nullable UUID binds,
      String address,
      String device) {
    attempts.count("begin:" + address, PER_ADDRESS);
    Source source = sources.get(id);
    if (!source.isActive()) {
      throw new AccessException(Problem.of("notFound"));
    }
    Way way = new Way(Secrets.next(), Secrets.next(), Secrets.next(), redirect(source), device);
    URI place = kinds.get(source.kind()).begin(sources.account(source), way);
    Instant now = clock.instant();
    store.begin(
        new Flow(
            Secrets.hash(way.state()),
            id,
            Secrets.hash(browser),
            way.nonce(),
            way.verifier(),
            destination,
            binds,
            false,
            now),
        now.minus(LONGEST));
    return place;
  }

  private static String redirect(Source source) {
    return source.settings().getOrDefault(SignInSources.SITE, "") + CALLBACK;
  }

  /**
   * Takes what a browser brings back.
   *
   * @param answer parameters of the address
   * @param signedIn who is signed in in that browser, or null
   */
  public Outcome answer(
      Map<String, String> answer, String browser, @Nullable UUID signedIn, String device) {
    String state = answer.getOrDefault("state", "");
    Flow flow =
        store.take(Secrets.hash(state), Secrets.hash(browser), clock.instant().minus(LONGEST));
    if (flow == null || flow.awaitsCode()) {
      throw new AccessException(Problem.of("signIn.expired"));
    }
    Source source = sources.get(flow.source());
    if (!source.isActive() || answer.containsKey("error")) {
      throw new AccessException(Problem.of("signIn.refusedThere"));
    }
    Way way = new Way(state, flow.nonce(), flow.verifier(), redirect(source), device);
    Known known = kinds.get(source.kind()).identify(sources.account(source), way, answer);
    if (known.subject().isEmpty() || known.subject().length() > LONGEST_SUBJECT) {
      throw new AccessException(Problem.of("signIn.badAnswer").with("detail", "subject"));
    }
    if (flow.user() != null) {
      bind(source, known, flow.user(), signedIn);
      return new Outcome(null, false, flow.destination());
    }
    return enter(person(source, known), flow, browser, device);
  }

  private void bind(Source source, Known known, UUID user, @Nullable UUID signedIn) {
    if (!user.equals(signedIn)) {
      throw new AccessException(Problem.of("signIn.expired"));
    }
    boolean isKnown = user.equals(store.userOf(source.id(), known.subject()));
    if (!isKnown && !store.bind(bound(source, known, user))) {
      throw new ConflictException(Problem.of("signIn.boundOtherwise"));
    }
  }

  private Bound bound(Source source, Known known, UUID user) {
    return new Bound(source.id(), known.subject(), user, clock.instant());
  }

  private Outcome enter(UUID user, Flow flow, String browser, String device) {
    if (store.epoch(user) == null) {
      throw new AccessException(Problem.of("signIn.blocked"));
    }
    if (factors.confirmed(List.of(user)).contains(user)) {
      Instant now = clock.instant();
      store.begin(
          new Flow(
              Secrets.hash(Secrets.next()),
              flow.source(),
              Secrets.hash(browser),
              "",
              "",
              flow.destination(),
              user,
              true,
              now),
          now.minus(LONGEST));
      return new Outcome(null, true, flow.destination());
    }
    return new Outcome(session(user, device), false, flow.destination());
  }

  private String session(UUID user, String device) {
    Long of = store.epoch(user);
    if (of == null) {
      throw new AccessException(Problem.of("signIn.blocked"));
    }
    return sessions.begin(user, of, device);
  }

  /** The code of the second factor, after the way back. */
  public Outcome code(String code, String browser, String device) {
    Instant since = clock.instant().minus(LONGEST);
    Flow flow = store.awaitingCode(Secrets.hash(browser), since);
    UUID user = flow == null ? null : flow.user();
    if (flow == null || user == null) {
      throw new AccessException(Problem.of("signIn.expired"));
    }
    factors.check(user, code);
    if (store.take(flow.state(), flow.browser(), since) == null) {
      throw new AccessException(Problem.of("signIn.expired"));
    }
    return new Outcome(session(user, device), false, flow.destination());
  }

  private UUID person(Source source, Known known) {
    UUID bound = store.userOf(source.id(), known.subject());
    if (bound != null) {
      return bound;
    }
    String username = known.username() == null ? "" : known.username().toLowerCase(Locale.ROOT);
    User found = username.isEmpty() ? null : users.findByUsername(username);
    if (found == null) {
      return make(source, known, username);
    }
    if (found.isAdmin()) {
      throw new AccessException(Problem.of("signIn.bindFirst"));
    }
    if (!found.isActive()) {
      throw new AccessException(Problem.of("signIn.blocked"));
    }
    // Whoever is bound to another account there is not the same, whatever the name says.
    if (!store.bind(bound(source, known, found.id()))) {
      throw new AccessException(Problem.of("signIn.stranger"));
    }
    return found.id();
  }

  private UUID make(Source source, Known known, String username) {
    if (!source.makesPeople() || username.isEmpty()) {
      throw new AccessException(Problem.of("signIn.stranger"));
    }
    String name =
        known.name().length() > LONGEST_NAME
            ? known.name().substring(0, LONGEST_NAME)
            : known.name();
    Set<String> roles = new TreeSet<>();
    known
        .groups()
        .forEach(
            group -> {
              String role = source.roles().get(group);
              if (role != null && metadata.current().roles().containsKey(role)) {
                roles.add(role);
              }
            });
    UUID made =
        transactions.required(
            () -> {
              User user = users.create(new NewUser(username, name, source.orgUnit(), "zh"));
              users.setRoles(user.id(), roles);
              if (!store.bind(bound(source, known, user.id()))) {
                throw new AccessException(Problem.of("signIn.stranger"));
              }
              return user.id();
            });
    epoch.refresh();
    return made;
  }

  /** Where the person is bound. */
  public List<Bound> boundOf(UUID user) {
    return store.boundOf(user);
  }

  /** Binds a person to a subject that an administrator knows. */
  public void bindByHand(UUID source, String subject, UUID user) {
    Source known = sources.get(source);
    if (subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
      throw new ConflictException(Problem.at("/subject", "signIn.boundOtherwise"));
    }
    Bound bound = new Bound(known.id(), subject.strip(), user, clock.instant());
    transactions.required(
        () -> {
          store.unbind(known.id(), user);
          if (!store.bind(bound)) {
            throw new ConflictException(Problem.at("/subject", "signIn.boundOtherwise"));
          }
          return bound;
        });
  }

  /** Ends that the person signs in by that source; sessions go on. */
  public void unbind(UUID source, UUID user) {
    store.unbind(source, user);
  }
}
