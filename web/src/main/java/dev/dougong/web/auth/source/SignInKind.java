package dev.dougong.web.auth.source;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A kind of place where people have an account. Stateless but for what it may fetch again;
 * thread-safe. Each kind stands in a folder of its own and no list names it.
 */
public interface SignInKind {

  /** Never changes. */
  String id();

  /** What an administrator enters, in the order of the form. */
  List<Setting> settings();

  /** Whether it does not work without a secret. */
  boolean needsSecret();

  /**
   * For which place the secret is good: where a change of the settings changes it, the secret has
   * to be entered again.
   */
  String place(Map<String, String> settings);

  /**
   * Where to send the browser.
   *
   * @throws dev.dougong.engine.problem.ProblemException where the place does not answer
   */
  URI begin(Account account, Way way);

  /**
   * Who came back.
   *
   * @param answer parameters that the browser brought
   * @throws dev.dougong.engine.problem.ProblemException where it is not proved who that is
   */
  Known identify(Account account, Way way, Map<String, String> answer);

  /**
   * A text that an administrator enters.
   *
   * @param isRequired whether it may not be empty
   * @param isAddress whether it is an address that this kind calls
   * @param usual what holds where it is empty, and what forms propose
   */
  record Setting(String name, boolean isRequired, boolean isAddress, String usual) {}

  /** Settings, the empty ones as usual, and the secret. */
  record Account(Map<String, String> settings, @Nullable String secret) {

    /** Copies the settings. */
    public Account {
      settings = Map.copyOf(settings);
    }

    /** A setting; empty where there is none. */
    public String setting(String name) {
      return settings.getOrDefault(name, "");
    }

    /** The secret; empty where there is none. */
    public String secretText() {
      return secret == null ? "" : secret;
    }

    /** Never the secret. */
    @Override
    public String toString() {
      return "Account" + settings.keySet();
    }
  }

  /**
   * One way there and back.
   *
   * @param state comes back as it was sent
   * @param nonce stands in what the place signs
   * @param verifier proves that who asks is who began
   * @param redirect where the place sends the browser back to
   * @param device what the browser says that it is
   */
  record Way(String state, String nonce, String verifier, String redirect, String device) {

    /** Never what proves something. */
    @Override
    public String toString() {
      return "Way[" + redirect + "]";
    }
  }

  /**
   * Who came back.
   *
   * @param subject who it is there, for ever
   * @param username who it may be here, or null where only binding tells
   * @param name for people
   * @param groups there
   */
  record Known(String subject, @Nullable String username, String name, Set<String> groups) {

    /** Copies the groups. */
    public Known {
      groups = Set.copyOf(groups);
    }
  }
}
