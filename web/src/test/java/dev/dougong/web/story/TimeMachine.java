package dev.dougong.web.story;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import dev.dougong.web.TestDatabase;
import dev.dougong.web.startup.internal.EmbeddedDatabase;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A shop without demo data on a database of its own, marked as a sandbox. Its server starts anew
 * for each day, with the clock so far ahead; the browsers take it to be that day too. Day 0 begins
 * tomorrow at 11 in the shop's zone, later days at 12, so that no story is told at night.
 */
final class TimeMachine {

  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private static final Path HOME = Fork.file("sandbox-home");
  private static final LocalTime FIRST = LocalTime.of(11, 0);

  private final EmbeddedDatabase database;
  private final Playwright playwright;
  private final Browser browser;
  private final String story;
  private final String scene;
  private final LocalDate first = LocalDate.now(Clock.system(ZONE)).plusDays(1);
  private final Map<String, String> settings = new HashMap<>();
  private @Nullable RunningShop shop;
  private @Nullable Stage stage;

  private TimeMachine(
      EmbeddedDatabase database,
      Playwright playwright,
      Browser browser,
      String story,
      String scene) {
    this.database = database;
    this.playwright = playwright;
    this.browser = browser;
    this.story = story;
    this.scene = scene;
  }

  static TimeMachine open(Path chromium, String story, String scene) {
    Playwright playwright = Theatre.playwright();
    return new TimeMachine(
        TestDatabase.fresh(HOME), playwright, Theatre.browser(playwright, chromium), story, scene);
  }

  /** The date of a day. */
  LocalDate date(int day) {
    return first.plusDays(day);
  }

  /** Stops the server, lets the time pass, and starts it again; all people have left. */
  Stage to(int day) {
    return to(day, day == 0 ? FIRST : FIRST.plusHours(1));
  }

  /** As above, to a time of the day. */
  Stage to(int day, LocalTime time) {
    leave(false);
    Instant then = date(day).atTime(time).atZone(ZONE).toInstant();
    settings.put("DOUGONG_DEMO", "false");
    settings.put("DOUGONG_SANDBOX", "true");
    settings.put(
        "DOUGONG_CLOCK_AHEAD",
        "PT" + Duration.between(Clock.systemUTC().instant(), then).toSeconds() + "S");
    RunningShop running = start("sandbox-server-day-" + day + ".log");
    Stage now = new Stage(Theatre.before(running, browser), story, scene + "-day-" + day, then);
    stage = now;
    return now;
  }

  private RunningShop start(String log) {
    RunningShop running = RunningShop.on(database, HOME, Fork.file(log), Map.copyOf(settings));
    shop = running;
    return running;
  }

  /** The server ends without a warning; whoever looks at it stays where they are. */
  void powerFails() {
    RunningShop running = Objects.requireNonNull(shop, "there is power on some day only");
    running.kill();
    settings.put("PORT", Integer.toString(URI.create(running.address()).getPort()));
  }

  /** The server comes back, where it was. */
  void powerIsBack() {
    RunningShop unused = start("sandbox-server-again.log");
    settings.remove("PORT");
  }

  private void leave(boolean hasFailed) {
    if (stage != null) {
      stage.clear(hasFailed);
      stage = null;
    }
    if (shop != null) {
      shop.close();
      shop = null;
    }
  }

  /** Ends all; what people saw last is kept where the story failed. */
  void end(boolean hasFailed) {
    leave(hasFailed);
    playwright.close();
    database.close();
  }
}
