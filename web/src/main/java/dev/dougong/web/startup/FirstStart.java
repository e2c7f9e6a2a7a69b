package dev.dougong.web.startup;

import dev.dougong.engine.access.CredentialStore;
import dev.dougong.engine.access.User;
import dev.dougong.engine.access.Users;
import dev.dougong.engine.access.Users.NewUser;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.web.auth.Passwords;
import dev.dougong.web.auth.Secrets;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Fills an empty workspace: the administrator. Whole or not at all, so a kill does no harm. */
@Singleton
public final class FirstStart {

  private final Users users;
  private final CredentialStore credentials;
  private final Passwords passwords;
  private final Transactions transactions;
  private final Optional<String> adminPassword;

  /** With the settings of the environment. */
  @Inject
  public FirstStart(
      Users users,
      CredentialStore credentials,
      Passwords passwords,
      Transactions transactions,
      @ConfigProperty(name = "dougong.admin.password") Optional<String> adminPassword) {
    this.users = users;
    this.credentials = credentials;
    this.passwords = passwords;
    this.transactions = transactions;
    this.adminPassword = adminPassword;
  }

  void begin(@Observes @Priority(10) StartupEvent event) {
    if (users.count() == 0) {
      createAdministrator();
    }
  }

  private void createAdministrator() {
    String password = adminPassword.orElseGet(Secrets::nextPassword);
    if (password.length() < Passwords.MIN_LENGTH) {
      throw new IllegalStateException(
          "DOUGONG_ADMIN_PASSWORD needs at least " + Passwords.MIN_LENGTH + " characters");
    }
    String hash = passwords.hash(password);
    transactions.required(
        () -> {
          User admin = users.create(new NewUser("admin", "管理员", null, "zh"));
          credentials.set(admin.id(), hash);
          return users.setRoles(admin.id(), List.of(User.ADMIN));
        });
    Console.say(
        adminPassword.isPresent()
            ? "账号 / account: admin(密码即 DOUGONG_ADMIN_PASSWORD / password as set)"
            : "账号 / account: admin  密码(只显示一次)/ password (shown once): " + password);
  }
}
