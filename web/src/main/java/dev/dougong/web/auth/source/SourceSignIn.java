package dev.dougong.web.auth.source;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.SignInSourceStore;
import dev.dougong.engine.access.SignInSourceStore.Flow;
import dev.dougong.engine.access.SignInSourceStore.Source;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.problem.ProblemException;
import dev.dougong.web.auth.Attempts;
import dev.dougong.web.auth.Refusals;
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
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Signing in by an account of another place. A way there and back is good once, for ten minutes, in
 * the browser that began it, and comes back at an address of its source alone, so that one place
 * cannot answer for another. The second factor is asked for as always; refusals are told to the
 * audit log.
 */
@Singleton
public final class SourceSignIn {

  /** How long a way there and back may take. */
  public static final Duration LONGEST = Duration.ofMinutes(10);

  /** Where sources send browsers back to, below the site and above the id of the source. */
  public static final String CALLBACK = "/api/sign-in/callback/";

  private static final int PER_ADDRESS = 120;

  private final SignInSourceStore store;
  private final SignInSources sources;
  private final SignInKinds kinds;
  private final SourcePeople people;
  private final Sessions sessions;
  private final SecondFactors factors;
  private final Attempts attempts;
  private final Refusals refusals;
  private final InstantSource clock;

  /** Over the stored sources. */
  @Inject
  public SourceSignIn(
      SignInSourceStore store,
      SignInSources sources,
      SignInKinds kinds,
      SourcePeople people,
      Sessions sessions,
      SecondFactors factors,
      Attempts attempts,
      Refusals refusals,
      InstantSource clock) {
    this.store = store;
    this.sources = sources;
    this.kinds = kinds;
    this.people = people;
    this.sessions = sessions;
    this.factors = factors;
    this.attempts = attempts;
    this.refusals = refusals;
    this.clock = clock;
  }

  /**
   * Whose browser calls.
   *
   * @param secret that it holds in a cookie, only for ways there and back
   * @param address of the network
   * @param device what it says that it is
   */
  public record Browser(String secret, String address, String device) {

    /** Never the secret. */
    @Override
    public String toString() {
      return "Browser[" + address + "]";
    }
  }

  /**
   * What came of a way.
   *
   * @param session secret of the session that began, or null where none did
   * @param browser what the browser holds from now on, because the second factor is asked for
   *     first; null where it is not
   * @param destination path of this site
   */
  public record Outcome(@Nullable String session, @Nullable String browser, String destination) {

    /** Never the secrets. */
    @Override
    public String toString() {
      return "Outcome[" + destination + "]";
    }
  }

  /**
   * Sends a browser on its way.
   *
   * @param destination path of this site for afterwards
   * @param binds whom the account there shall be bound to, or null to sign in
   */
  public URI begin(UUID id, Browser browser, String destination, @Nullable UUID binds) {
    attempts.count(counter(browser), PER_ADDRESS);
    Source source = sources.get(id);
    if (!source.isActive()) {
      throw new AccessException(Problem.of("notFound"));
    }
    Way way =
        new Way(Secrets.next(), Secrets.next(), Secrets.next(), redirect(source), browser.device());
    URI place = kinds.get(source.kind()).begin(sources.account(source), way);
    Instant now = clock.instant();
    store.begin(
        new Flow(
            Secrets.hash(way.state()),
            id,
            Secrets.hash(browser.secret()),
            way.nonce(),
            way.verifier(),
            destination,
            binds,
            false,
            now),
        now.minus(LONGEST));
    return place;
  }

  private static String counter(Browser browser) {
    return "begin:" + browser.address();
  }

  private static String redirect(Source source) {
    return source.settings().getOrDefault(SignInSources.SITE, "") + CALLBACK + source.id();
  }

  /**
   * Takes what a browser brings back.
   *
   * @param id of the source whose address it came back to
   * @param answer parameters of the address
   * @param signedIn who is signed in in that browser, or null
   */
  public Outcome answer(
      UUID id, Map<String, String> answer, Browser browser, @Nullable UUID signedIn) {
    try {
      Outcome outcome = taken(id, answer, browser, signedIn);
      attempts.takeBack(counter(browser));
      return outcome;
    } catch (ProblemException e) {
      Problem first = e.problems().get(0);
      ObjectNode details = JsonNodeFactory.instance.objectNode().put("wrong", first.code());
      if (first.arguments().get("detail") instanceof String detail) {
        details.put("detail", detail);
      }
      refusals.tell("signIn.refused", signedIn, id.toString(), details);
      throw e;
    }
  }

  private Outcome taken(
      UUID id, Map<String, String> answer, Browser browser, @Nullable UUID signedIn) {
    String state = answer.getOrDefault("state", "");
    Flow flow =
        store.take(
            Secrets.hash(state), Secrets.hash(browser.secret()), clock.instant().minus(LONGEST));
    if (flow == null || flow.awaitsCode() || !flow.source().equals(id)) {
      throw new AccessException(Problem.of("signInWay.expired"));
    }
    Source source = sources.get(flow.source());
    if (!source.isActive() || answer.containsKey("error")) {
      throw new AccessException(Problem.of("signInWay.refusedThere"));
    }
    Way way = new Way(state, flow.nonce(), flow.verifier(), redirect(source), browser.device());
    Known known = kinds.get(source.kind()).identify(sources.account(source), way, answer);
    if (known.subject().isEmpty() || known.subject().length() > SourcePeople.LONGEST_SUBJECT) {
      throw new AccessException(Problem.of("signInWay.badAnswer").with("detail", "subject"));
    }
    if (flow.user() == null) {
      return enter(people.find(source, known), flow, browser);
    }
    if (!flow.user().equals(signedIn)) {
      throw new AccessException(Problem.of("signInWay.expired"));
    }
    people.bindOwn(source, known, flow.user());
    return new Outcome(null, null, flow.destination());
  }

  private Outcome enter(UUID user, Flow flow, Browser browser) {
    if (store.epoch(user) == null) {
      throw new AccessException(Problem.of("signInWay.blocked"));
    }
    if (!factors.confirmed(List.of(user)).contains(user)) {
      return new Outcome(session(user, flow, browser), null, flow.destination());
    }
    // A secret that somebody may have put into the browser before opens nothing from here on.
    String secret = Secrets.next();
    Instant now = clock.instant();
    store.begin(
        new Flow(
            Secrets.hash(Secrets.next()),
            flow.source(),
            Secrets.hash(secret),
            "",
            "",
            flow.destination(),
            user,
            true,
            now),
        now.minus(LONGEST));
    return new Outcome(null, secret, flow.destination());
  }

  private String session(UUID user, Flow flow, Browser browser) {
    Long of = store.epoch(user);
    if (of == null) {
      throw new AccessException(Problem.of("signInWay.blocked"));
    }
    return sessions.begin(user, of, browser.device(), flow.source());
  }

  /** The code of the second factor, after the way back. */
  public Outcome code(String code, Browser browser) {
    Instant since = clock.instant().minus(LONGEST);
    Flow flow = store.awaitingCode(Secrets.hash(browser.secret()), since);
    UUID user = flow == null ? null : flow.user();
    if (flow == null || user == null || !sources.get(flow.source()).isActive()) {
      throw new AccessException(Problem.of("signInWay.expired"));
    }
    try {
      factors.check(user, code);
    } catch (AccessException e) {
      refusals.tell(
          "signIn.refused",
          user,
          user.toString(),
          JsonNodeFactory.instance.objectNode().put("wrong", "code"));
      throw e;
    }
    if (store.take(flow.state(), flow.browser(), since) == null) {
      throw new AccessException(Problem.of("signInWay.expired"));
    }
    return new Outcome(session(user, flow, browser), null, flow.destination());
  }
}
