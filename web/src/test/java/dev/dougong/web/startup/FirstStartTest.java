package dev.dougong.web.startup;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dougong.engine.testkit.Asvs;
import dev.dougong.web.auth.PasswordRules;
import dev.dougong.web.auth.Secrets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstStartTest {

  private static final String SETTING = "DOUGONG_ADMIN_PASSWORD";
  private final PasswordRules rules = new PasswordRules();

  @Test
  @Asvs({"6.2.4", "6.3.2", "13.2.3"})
  void doesNotStartWithAPasswordThatIsGuessedSoon() {
    for (String weak : List.of("", "admin", "password", "12345678", "admin123", "dougong123")) {
      assertThatThrownBy(() -> FirstStart.refuseWeak(rules, SETTING, weak))
          .as(weak)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith(SETTING);
    }
    assertThatCode(() -> FirstStart.refuseWeak(rules, SETTING, Secrets.nextPassword()))
        .doesNotThrowAnyException();
  }
}
