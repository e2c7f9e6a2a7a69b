package dev.dougong.web.auth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dougong.engine.access.CredentialStore;
import dev.dougong.engine.access.CredentialStore.Credential;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.Problem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Signing in by password. Attempts are counted before they are tried: few for one name from one
 * address, more for one name (so that a stranger cannot lock a person out soon), more for one
 * address (a shop stands behind one).
 */
@Singleton
public final class SignIn {

  static final int PER_NAME_AND_ADDRESS = 8;
  static final int PER_NAME = 60;
  static final int PER_ADDRESS = 120;
  private static final int LONGEST_NAME = 60;

  private final CredentialStore credentials;
  private final Passwords passwords;
  private final Attempts attempts;
  private final SecondFactors factors;
  private final Sessions sessions;
  private final Refusals refusals;

  /** Over stored credentials. */
  @Inject
  public SignIn(
      CredentialStore credentials,
      Passwords passwords,
      Attempts attempts,
      SecondFactors factors,
      Sessions sessions,
      Refusals refusals) {
    this.credentials = credentials;
    this.passwords = passwords;
    this.attempts = attempts;
    this.factors = factors;
    this.sessions = sessions;
    this.refusals = refusals;
  }

  /**
   * Gives the secret of a new session, or refuses with one answer whatever was wrong.
   *
   * @param code of the second factor; null or blank where none was given
   * @param device what the browser says that it is
   */
  public String signIn(
      String username, String password, @Nullable String code, String address, String device) {
    String name = username.strip().toLowerCase(Locale.ROOT);
    if (name.isEmpty()
        || name.length() > LONGEST_NAME
        || name.indexOf('\0') >= 0
        || password.length() > Passwords.MAX_LENGTH) {
      throw new AccessException(Problem.of("access.badCredentials"));
    }
    String both = "both:" + name + "@" + address;
    attempts.count(both, PER_NAME_AND_ADDRESS);
    attempts.count("name:" + name, PER_NAME);
    attempts.count("address:" + address, PER_ADDRESS);
    @Nullable Credential credential = credentials.find(name);
    boolean isRight =
        passwords.matches(password, credential == null ? null : credential.passwordHash());
    if (credential == null || !isRight) {
      // A name that nobody has may be a password in the wrong place: it is not told.
      tell(credential == null ? null : credential.user(), "password");
      throw new AccessException(Problem.of("access.badCredentials"));
    }
    if (code == null || code.isBlank()) {
      // Nothing was guessed: the right password alone, perhaps to be asked for the code.
      forget(both, name, address);
      factors.check(credential.user(), null);
    } else {
      checkCode(credential.user(), code);
      forget(both, name, address);
    }
    return sessions.begin(credential.user(), credential.epoch(), device);
  }

  private void checkCode(UUID user, String code) {
    try {
      factors.check(user, code);
    } catch (AccessException e) {
      tell(user, "code");
      throw e;
    }
  }

  private void tell(@Nullable UUID user, String what) {
    refusals.tell(
        "signIn.refused",
        user,
        user == null ? "" : user.toString(),
        JsonNodeFactory.instance.objectNode().put("wrong", what));
  }

  private void forget(String both, String name, String address) {
    attempts.forget(both);
    attempts.forget("name:" + name);
    attempts.takeBack("address:" + address);
  }
}
