package dev.dougong.web.auth;

import com.nulabinc.zxcvbn.Zxcvbn;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/**
 * What a new password must be like: long enough, and not one that is guessed soon. zxcvbn knows the
 * commonest passwords, names, keyboard walks, dates and repeats. Thread-safe.
 */
@Singleton
public final class PasswordRules {

  /** The lowest score that is taken: more than a million guesses. */
  private static final int LOWEST_SCORE = 2;

  /** What is looked at; more costs time and makes nothing worse. */
  private static final int LOOKED_AT = 64;

  /** Words of this product, which whoever guesses tries first. */
  private static final List<String> OWN_WORDS = List.of("dougong", "斗拱");

  private final Zxcvbn zxcvbn = new Zxcvbn();

  /**
   * Refuses a password that is too short, too long or too easy.
   *
   * @param place where it stands in the request
   * @param known what others know of the person: user name, name
   */
  public void check(String password, String place, List<String> known) {
    if (password.length() < Passwords.MIN_LENGTH || password.length() > Passwords.MAX_LENGTH) {
      throw new InputException(
          Problem.at(place, "access.weakPassword")
              .with("min", Passwords.MIN_LENGTH)
              .with("limit", Passwords.MAX_LENGTH));
    }
    String looked = password.substring(0, Math.min(LOOKED_AT, password.length()));
    List<String> words = new ArrayList<>(OWN_WORDS);
    words.addAll(known);
    if (zxcvbn.measure(looked, words).getScore() < LOWEST_SCORE) {
      throw new InputException(Problem.at(place, "access.easyPassword"));
    }
  }
}
