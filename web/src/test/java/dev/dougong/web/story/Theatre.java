package dev.dougong.web.story;

import com.microsoft.playwright.APIRequest;
import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The running shop and one browser, for all stories. */
final class Theatre {

  /** Two browsers and two shops share the machine: it may be slow. */
  private static final double PATIENCE_MILLIS = 20_000;

  private static @Nullable Theatre only;

  private final RunningShop shop;
  private final Browser browser;

  /** Sessions of people who signed in by the API, so that only the stories about it fill it in. */
  private final Map<String, String> sessions = new ConcurrentHashMap<>();

  private Theatre(RunningShop shop, Browser browser) {
    this.shop = shop;
    this.browser = browser;
  }

  /**
   * The one of this JVM, from the first story to the end of the JVM: JUnit begins anew for each
   * class where several JVMs run at once.
   */
  static synchronized Theatre of(Path chromium) {
    Theatre known = only;
    if (known == null) {
      known = open(chromium);
      only = known;
      Runtime.getRuntime().addShutdownHook(new Thread(known.shop::close, "close-theatre"));
    }
    return known;
  }

  private static Theatre open(Path chromium) {
    RunningShop shop = RunningShop.start();
    Playwright playwright = playwright();
    allowMessages(playwright, shop);
    return new Theatre(shop, browser(playwright, chromium));
  }

  private static void allowMessages(Playwright playwright, RunningShop shop) {
    APIRequestContext calls =
        playwright
            .request()
            .newContext(new APIRequest.NewContextOptions().setBaseURL(shop.address()));
    ShopApi admin = new ShopApi(calls);
    String unused = admin.signIn("admin");
    QuietHours.areNotNow(admin);
    calls.dispose();
  }

  /** The same browser before another shop. */
  static Theatre before(RunningShop shop, Browser browser) {
    return new Theatre(shop, browser);
  }

  static Playwright playwright() {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    return Playwright.create(
        new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  }

  static Browser browser(Playwright playwright, Path chromium) {
    return playwright
        .chromium()
        .launch(
            new LaunchOptions()
                .setExecutablePath(chromium)
                .setArgs(
                    Stream.concat(
                            Stream.of("--no-sandbox", "--disable-dev-shm-usage", "--lang=zh-CN"),
                            FakeCamera.options().stream())
                        .toList()));
  }

  Stage stage(String story, String scene) {
    return new Stage(this, story, scene);
  }

  Browser browser() {
    return browser;
  }

  String address() {
    return shop.address();
  }

  RunningShop shop() {
    return shop;
  }

  Map<String, String> sessions() {
    return sessions;
  }
}
