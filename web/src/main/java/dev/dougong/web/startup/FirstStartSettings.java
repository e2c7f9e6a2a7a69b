package dev.dougong.web.startup;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the environment says about the first start. */
@Singleton
public final class FirstStartSettings {

  private final Optional<String> adminPassword;
  private final Optional<String> demoPassword;
  private final boolean hasDemo;
  private final String template;
  private final String demoAccounts;

  /** From the configuration. */
  @Inject
  public FirstStartSettings(
      @ConfigProperty(name = "dougong.admin.password") Optional<String> adminPassword,
      @ConfigProperty(name = "dougong.demo.password") Optional<String> demoPassword,
      @ConfigProperty(name = "dougong.demo") boolean hasDemo,
      @ConfigProperty(name = "dougong.demo.template") String template,
      @ConfigProperty(name = "dougong.demo.accounts") String demoAccounts) {
    this.adminPassword = adminPassword;
    this.demoPassword = demoPassword;
    this.hasDemo = hasDemo;
    this.template = template;
    this.demoAccounts = demoAccounts;
  }

  /** Password of the administrator; a random one where it is not set. */
  Optional<String> adminPassword() {
    return adminPassword;
  }

  /** Password of the demo accounts; a random one where it is not set. */
  Optional<String> demoPassword() {
    return demoPassword;
  }

  /** Whether the template's demo data and accounts are installed with it. */
  boolean hasDemo() {
    return hasDemo;
  }

  /** Folder of the template on the class path, or {@code none}. */
  String template() {
    return template;
  }

  /** Some accounts of the template to name to the person who starts it. */
  String demoAccounts() {
    return demoAccounts;
  }
}
