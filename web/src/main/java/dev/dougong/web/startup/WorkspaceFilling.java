package dev.dougong.web.startup;

import dev.dougong.engine.access.AccessEpoch;
import dev.dougong.engine.access.CredentialStore;
import dev.dougong.engine.access.User;
import dev.dougong.engine.access.Users;
import dev.dougong.engine.access.Users.NewUser;
import dev.dougong.engine.operations.TableStatistics;
import dev.dougong.engine.packages.Packages;
import dev.dougong.engine.packages.Packages.ApplyOptions;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.workspace.WorkspaceRegistry.FirstAdmin;
import dev.dougong.web.auth.Passwords;
import dev.dougong.web.template.Templates;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fills the workspace for which the caller works: a template, passwords, the administrator. Each
 * step is whole or not at all and finds out whether it was done.
 */
@Singleton
public final class WorkspaceFilling {

  /** User name of the first administrator, where nobody says otherwise. */
  static final String ADMINISTRATOR = FirstAdmin.USERNAME;

  /** In place of a template where the workspace begins empty. */
  static final String NO_TEMPLATE = "none";

  private static final int PAGE = 500;

  private final Users users;
  private final CredentialStore credentials;
  private final Passwords passwords;
  private final Packages packages;
  private final Templates templates;
  private final AccessEpoch epoch;
  private final TableStatistics statistics;
  private final Transactions transactions;

  /** By the same ways as anybody else. */
  @Inject
  public WorkspaceFilling(
      Users users,
      CredentialStore credentials,
      Passwords passwords,
      Packages packages,
      Templates templates,
      AccessEpoch epoch,
      TableStatistics statistics,
      Transactions transactions) {
    this.users = users;
    this.credentials = credentials;
    this.passwords = passwords;
    this.packages = packages;
    this.templates = templates;
    this.epoch = epoch;
    this.statistics = statistics;
    this.transactions = transactions;
  }

  /** What is stored instead of a password. */
  String hash(String password) {
    return passwords.hash(password);
  }

  /** Whether it has been filled to the end. */
  boolean hasAdministrator(String username) {
    return users.findByUsername(username) != null;
  }

  /** What is wrong with who shall be an administrator. */
  List<Problem> problemsOf(String username, String name) {
    return users.problemsOf(administrator(username, name));
  }

  private static NewUser administrator(String username, String name) {
    return new NewUser(username, name, null, "zh");
  }

  /** Installs a template of the class path where no app is there. */
  void install(String template, boolean hasDemo) {
    if (packages.apps().isEmpty() && !template.equals(NO_TEMPLATE)) {
      Console.say(
          hasDemo
              ? "安装模板与演示数据 / installing the template and its demo data"
              : "安装模板 / installing the template");
      byte @Nullable [] zip = templates.zip(template);
      if (zip == null) {
        throw new IllegalStateException("template: '" + template + "' is not on the class path");
      }
      packages.apply(zip, new ApplyOptions(hasDemo, false, null));
      epoch.refresh();
      // The first dashboard must not wait until autovacuum has seen the records.
      statistics.refresh();
    }
  }

  /** Gives a password to all who have none. */
  void givePasswords(String password) {
    String hash = hash(password);
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

  /** The last step: with an administrator people can begin. */
  void createAdministrator(FirstAdmin first) {
    transactions.required(
        () -> {
          User admin = users.create(administrator(first.username(), first.name()));
          credentials.set(admin.id(), first.hash(), false);
          return users.setRoles(admin.id(), List.of(User.ADMIN));
        });
    epoch.refresh();
  }
}
