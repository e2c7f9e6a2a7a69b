package dev.dougong.web.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.testkit.Asvs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PasswordRulesTest {

  private static final int COMMONEST = 3_000;
  private final PasswordRules rules = new PasswordRules();
  private final Passwords passwords = new Passwords();

  private boolean isRefused(String password, String... known) {
    try {
      rules.check(password, "/password", List.of(known));
      return false;
    } catch (InputException e) {
      return true;
    }
  }

  @Test
  @Asvs({"6.2.1", "6.2.9"})
  void eightSignsAreEnoughAndTwoHundredAreTaken() {
    assertThat(isRefused("qK7 zf9")).isTrue();
    assertThat(isRefused("qK7 zf9w")).isFalse();
    assertThat(isRefused("seven quiet lamps at night ".repeat(3).substring(0, 64))).isFalse();
    assertThat(isRefused("qK7 zf9wX2".repeat(20))).isFalse();
    assertThat(isRefused("qK7 zf9wX2".repeat(20) + "1")).isTrue();
  }

  @Test
  @Asvs("6.2.5")
  void noKindOfSignIsDemanded() {
    for (String password :
        List.of("zwlqkvtu", "ZWLQKVTU", "48205917366", "七盏静夜的灯火长明", "!)=?§%_;", "wx yq vb kz")) {
      assertThatCode(() -> rules.check(password, "/password", List.of()))
          .as(password)
          .doesNotThrowAnyException();
    }
  }

  /** The list comes from leaks; it is the one that zxcvbn carries. */
  @Test
  @Asvs({"6.2.4", "6.2.12"})
  void passwordsOfLeaksAreRefused() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            com.nulabinc.zxcvbn.Zxcvbn.class.getResourceAsStream(
                "matchers/dictionaries/passwords.txt"))) {
      List<String> leaked =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> line.length() >= Passwords.MIN_LENGTH)
              .limit(COMMONEST)
              .toList();
      assertThat(leaked).hasSize(COMMONEST);
      TreeSet<String> taken = new TreeSet<>(leaked);
      taken.removeIf(this::isRefused);
      assertThat(taken).isEmpty();
    }
  }

  @Test
  @Asvs("6.2.11")
  void wordsOfThisPlaceAreNoPasswords() {
    for (String easy :
        List.of(
            "dougong1", "Dougong2026", "d0ug0ng!", "斗拱斗拱斗拱斗拱", "dougongdougong", "dougong123")) {
      assertThat(isRefused(easy)).as(easy).isTrue();
    }
    assertThat(isRefused("chenxiaoyu2", "chenxiaoyu", "陈小雨")).isTrue();
  }

  @Test
  @Asvs("6.2.8")
  void passwordsAreComparedAsTheyWereTyped() {
    String password = " Seven quiet LAMPS ";
    String hash = passwords.hash(password);
    assertThat(passwords.matches(password, hash)).isTrue();
    for (String other :
        List.of(password.strip(), password.toLowerCase(java.util.Locale.ROOT), password + "x")) {
      assertThat(passwords.matches(other, hash)).as(other).isFalse();
    }
    String longest = "qK7 zf9wX2".repeat(20);
    String cut = longest.substring(0, longest.length() - 1);
    assertThat(passwords.matches(cut, passwords.hash(longest))).isFalse();
  }

  @Test
  @Asvs("11.4.2")
  void passwordsAreStoredByASlowFunctionWithSalt() {
    String hash = passwords.hash("seven quiet lamps");
    assertThat(hash).matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[^$]{22}\\$[^$]{43}");
    assertThat(passwords.hash("seven quiet lamps")).isNotEqualTo(hash);
    assertThatThrownBy(
            () -> passwords.matches("seven quiet lamps", "5f4dcc3b5aa765d61d8327deb882cf99"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  @Asvs({"7.2.3", "11.5.1"})
  void secretsAreLongAndNeverTheSame() {
    List<String> secrets = Stream.generate(Secrets::next).limit(1_000).toList();
    assertThat(secrets).doesNotHaveDuplicates().allMatch(one -> one.matches("[\\w-]{43}"));
    List<String> starts = Stream.generate(Secrets::nextPassword).limit(1_000).toList();
    assertThat(starts).doesNotHaveDuplicates().allMatch(one -> one.matches("[a-zA-Z2-9]{23}"));
    assertThat(23 * Math.log(54) / Math.log(2)).isGreaterThan(128);
  }
}
