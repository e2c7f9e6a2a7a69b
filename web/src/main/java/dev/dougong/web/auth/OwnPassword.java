package dev.dougong.web.auth;

import dev.dougong.engine.access.AccessEpoch;
import dev.dougong.engine.access.CredentialStore;
import dev.dougong.engine.access.CredentialStore.Credential;
import dev.dougong.engine.access.SessionStore;
import dev.dougong.engine.access.SessionStore.OpenSession;
import dev.dougong.engine.access.User;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A person changes the own password: who holds the session only does not know the old one. */
@Singleton
public final class OwnPassword {

  /** How long signing in by another place is a proof. */
  static final Duration FRESH = Duration.ofMinutes(10);

  private static final int PER_PERSON = 8;

  private final CredentialStore credentials;
  private final SessionStore sessions;
  private final Passwords passwords;
  private final PasswordRules rules;
  private final Attempts attempts;
  private final AccessEpoch epoch;
  private final InstantSource clock;

  /** Over stored credentials. */
  @Inject
  public OwnPassword(
      CredentialStore credentials,
      SessionStore sessions,
      Passwords passwords,
      PasswordRules rules,
      Attempts attempts,
      AccessEpoch epoch,
      InstantSource clock) {
    this.credentials = credentials;
    this.sessions = sessions;
    this.passwords = passwords;
    this.rules = rules;
    this.attempts = attempts;
    this.epoch = epoch;
    this.clock = clock;
  }

  /**
   * Sets the new password and ends the person's other sessions on every node. Wrong old ones are
   * counted.
   */
  public void change(Identity who, String old, String chosen) {
    User user = who.user();
    @Nullable String session = who.sessionHash();
    if (session == null) {
      throw new AccessException(Problem.of("forbidden"));
    }
    rules.check(chosen, "/password", List.of(user.username(), user.name()));
    verify(user, old, "/old");
    if (old.equals(chosen)) {
      throw new InputException(Problem.at("/password", "access.samePassword"));
    }
    credentials.choose(user.id(), passwords.hash(chosen), session);
    epoch.refresh();
  }

  /**
   * Refuses whoever holds the session only, before something that changes how the person signs in.
   * The proof is the password; or, where another place knows the person, to have signed in by it a
   * moment ago.
   *
   * @param typed the password, or empty
   * @param place where it stands in the request
   */
  public void prove(Identity who, String typed, String place) {
    @Nullable String session = who.sessionHash();
    @Nullable OpenSession open = typed.isEmpty() && session != null ? sessions.find(session) : null;
    if (open == null || open.isByPassword()) {
      verify(who.user(), typed, place);
    } else if (!clock.instant().isBefore(open.createdAt().plus(FRESH))) {
      throw new InputException(
          Problem.at(place, "access.signInAgain").with("limit", FRESH.toMinutes()));
    }
  }

  private void verify(User user, String typed, String place) {
    String counter = "password:" + user.id();
    attempts.count(counter, PER_PERSON);
    @Nullable Credential known = credentials.of(user.id());
    boolean isRight =
        typed.length() <= Passwords.MAX_LENGTH
            && passwords.matches(typed, known == null ? null : known.passwordHash());
    if (!isRight) {
      throw new InputException(Problem.at(place, "access.wrongPassword"));
    }
    attempts.forget(counter);
  }
}
