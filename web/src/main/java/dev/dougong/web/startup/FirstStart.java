package dev.dougong.web.startup;

import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.workspace.WorkspaceRegistry.FirstAdmin;
import dev.dougong.web.auth.PasswordRules;
import dev.dougong.web.auth.Passwords;
import dev.dougong.web.auth.Secrets;
import dev.dougong.web.workspace.WorkspaceOpened;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Fills an empty workspace: the template with its people and records, their passwords, and last the
 * administrator, without whom the next start goes on here. Each step is whole or not at all and
 * finds out whether it was done, so a kill does no harm.
 */
@Singleton
public final class FirstStart {

  private final WorkspaceFilling filling;
  private final PasswordRules rules;
  private final FirstStartSettings settings;

  /** With the settings of the environment. */
  @Inject
  public FirstStart(WorkspaceFilling filling, PasswordRules rules, FirstStartSettings settings) {
    this.filling = filling;
    this.rules = rules;
    this.settings = settings;
  }

  void begin(@Observes @Priority(10) WorkspaceOpened event) {
    if (event.isMain()) {
      fill();
    }
  }

  private void fill() {
    if (filling.hasAdministrator(WorkspaceFilling.ADMINISTRATOR)) {
      return;
    }
    String adminPassword = settings.adminPassword().orElseGet(Secrets::nextPassword);
    String demoPassword = settings.demoPassword().orElseGet(Secrets::nextPassword);
    refuseWeak(rules, "DOUGONG_ADMIN_PASSWORD", adminPassword);
    refuseWeak(rules, "DOUGONG_DEMO_PASSWORD", demoPassword);
    filling.install(settings.template(), settings.hasDemo());
    if (settings.hasDemo()) {
      filling.givePasswords(demoPassword);
    }
    filling.createAdministrator(FirstAdmin.of(filling.hash(adminPassword)));
    tell(
        WorkspaceFilling.ADMINISTRATOR,
        "DOUGONG_ADMIN_PASSWORD",
        settings.adminPassword(),
        adminPassword);
    if (settings.hasDemo()) {
      tell(settings.demoAccounts(), "DOUGONG_DEMO_PASSWORD", settings.demoPassword(), demoPassword);
    }
  }

  /** Stops the start where a password of the environment would be guessed soon. */
  static void refuseWeak(PasswordRules rules, String setting, String password) {
    try {
      rules.check(password, "/" + setting, List.of(WorkspaceFilling.ADMINISTRATOR));
    } catch (InputException e) {
      throw new IllegalStateException(
          setting
              + ": "
              + Passwords.MIN_LENGTH
              + " to "
              + Passwords.MAX_LENGTH
              + " characters are needed that are not easy to guess",
          e);
    }
  }

  private static void tell(
      String account, String setting, Optional<String> given, String password) {
    Console.say(
        given.isPresent()
            ? "账号 / account: " + account + "  密码 / password: $" + setting
            : "账号 / account: " + account + "  密码,只显示这一次 / password, shown once: " + password);
  }
}
