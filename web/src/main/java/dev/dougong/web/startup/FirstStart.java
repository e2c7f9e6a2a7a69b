package dev.dougong.web.startup;

import dev.dougong.engine.access.AccessEpoch;
import dev.dougong.engine.access.CredentialStore;
import dev.dougong.engine.access.User;
import dev.dougong.engine.access.Users;
import dev.dougong.engine.access.Users.NewUser;
import dev.dougong.engine.packages.Packages;
import dev.dougong.engine.packages.Packages.ApplyOptions;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.web.auth.PasswordRules;
import dev.dougong.web.auth.Passwords;
import dev.dougong.web.auth.Secrets;
import dev.dougong.web.template.Templates;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fills an empty workspace: the template with its people and records, their passwords, and last the
 * administrator, without whom the next start goes on here. Each step is whole or not at all and
 * finds out whether it was done, so a kill does no harm.
 */
@Singleton
public final class FirstStart {

  /** Setting of a system that begins empty. */
  private static final String NO_TEMPLATE = "none";

  private static final String ADMIN_NAME = "admin";
  private static final int PAGE = 500;

  private final Users users;
  private final CredentialStore credentials;
  private final Passwords passwords;
  private final PasswordRules rules;
  private final Packages packages;
  private final Templates templates;
  private final AccessEpoch epoch;
  private final Transactions transactions;
  private final FirstStartSettings settings;

  /** With the settings of the environment. */
  @Inject
  public FirstStart(
      Users users,
      CredentialStore credentials,
      Passwords passwords,
      PasswordRules rules,
      Packages packages,
      Templates templates,
      AccessEpoch epoch,
      Transactions transactions,
      FirstStartSettings settings) {
    this.users = users;
    this.credentials = credentials;
    this.passwords = passwords;
    this.rules = rules;
    this.packages = packages;
    this.templates = templates;
    this.epoch = epoch;
    this.transactions = transactions;
    this.settings = settings;
  }

  void begin(@Observes @Priority(10) StartupEvent event) {
    if (users.findByUsername(ADMIN_NAME) != null) {
      return;
    }
    String adminPassword = settings.adminPassword().orElseGet(Secrets::nextPassword);
    String demoPassword = settings.demoPassword().orElseGet(Secrets::nextPassword);
    refuseWeak(rules, "DOUGONG_ADMIN_PASSWORD", adminPassword);
    refuseWeak(rules, "DOUGONG_DEMO_PASSWORD", demoPassword);
    installTemplate();
    if (settings.hasDemo()) {
      givePasswords(passwords.hash(demoPassword));
    }
    createAdministrator(passwords.hash(adminPassword));
    epoch.refresh();
    tell(ADMIN_NAME, "DOUGONG_ADMIN_PASSWORD", settings.adminPassword(), adminPassword);
    if (settings.hasDemo()) {
      tell(settings.demoAccounts(), "DOUGONG_DEMO_PASSWORD", settings.demoPassword(), demoPassword);
    }
  }

  private void installTemplate() {
    if (packages.apps().isEmpty() && !settings.template().equals(NO_TEMPLATE)) {
      Console.say(
          settings.hasDemo()
              ? "安装模板与演示数据 / installing the template and its demo data"
              : "安装模板 / installing the template");
      byte @Nullable [] zip = templates.zip(settings.template());
      if (zip == null) {
        throw new IllegalStateException(
            "template: '" + settings.template() + "' is not on the class path");
      }
      packages.apply(zip, new ApplyOptions(settings.hasDemo(), false, null));
      epoch.refresh();
    }
  }

  private void givePasswords(String hash) {
    transactions.required(
        () -> {
          @Nullable String after = null;
          List<User> page;
          do {
            page = users.search(null, after, PAGE);
            for (User user : page) {
              if (credentials.find(user.username()) == null) {
                credentials.set(user.id(), hash, false);
              }
              after = user.username();
            }
          } while (page.size() == PAGE);
          return page.size();
        });
  }

  private void createAdministrator(String hash) {
    transactions.required(
        () -> {
          User admin = users.create(new NewUser(ADMIN_NAME, "管理员", null, "zh"));
          credentials.set(admin.id(), hash, false);
          return users.setRoles(admin.id(), List.of(User.ADMIN));
        });
  }

  /** Stops the start where a password of the environment would be guessed soon. */
  static void refuseWeak(PasswordRules rules, String setting, String password) {
    try {
      rules.check(password, "/" + setting, List.of(ADMIN_NAME));
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
