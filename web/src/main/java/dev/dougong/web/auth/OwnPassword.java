package dev.dougong.web.auth;

import dev.dougong.engine.access.AccessEpoch;
import dev.dougong.engine.access.CredentialStore;
import dev.dougong.engine.access.CredentialStore.Credential;
import dev.dougong.engine.access.User;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A person changes the own password: who holds the session only does not know the old one. */
@Singleton
public final class OwnPassword {

  private static final int PER_PERSON = 8;

  private final CredentialStore credentials;
  private final Passwords passwords;
  private final PasswordRules rules;
  private final Attempts attempts;
  private final AccessEpoch epoch;

  /** Over stored credentials. */
  @Inject
  public OwnPassword(
      CredentialStore credentials,
      Passwords passwords,
      PasswordRules rules,
      Attempts attempts,
      AccessEpoch epoch) {
    this.credentials = credentials;
    this.passwords = passwords;
    this.rules = rules;
    this.attempts = attempts;
    this.epoch = epoch;
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

  /** The same; who has no password and signs in by another place needs none. */
  void verifyIfAny(User user, String typed, String place) {
    if (credentials.of(user.id()) != null) {
      verify(user, typed, place);
    }
  }

  /**
   * Refuses whoever does not know the person's password; wrong ones are counted.
   *
   * @param place where it stands in the request
   */
  void verify(User user, String typed, String place) {
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
