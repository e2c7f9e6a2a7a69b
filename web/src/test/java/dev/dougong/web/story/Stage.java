package dev.dougong.web.story;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Clock;
import com.microsoft.playwright.options.Cookie;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where one story plays: people come on it with their phones and PCs. */
final class Stage {

  private static final int PATIENCE_MILLIS = 30_000;
  private static final String SESSION_COOKIE = "dougong_session";

  private final Theatre theatre;
  private final String story;
  private final String scene;
  private final List<Person> people = new ArrayList<>();
  private final Pictures pictures;
  private final @Nullable Instant now;

  Stage(Theatre theatre, String story, String scene) {
    this(theatre, story, scene, null);
  }

  /** One whose browsers take it to be another time; null leaves them as they are. */
  Stage(Theatre theatre, String story, String scene, @Nullable Instant now) {
    this.now = now;
    this.theatre = theatre;
    this.story = story;
    this.scene = scene;
    this.pictures = new Pictures(story, scene);
  }

  /** Somebody who has not signed in yet. */
  Person stranger(Device device, Language language) {
    return stranger(device, language, device.window());
  }

  /** Somebody who has not signed in yet, with a browser of their own. */
  Person stranger(Device device, Language language, NewContextOptions window) {
    BrowserContext context =
        theatre
            .browser()
            .newContext(
                window
                    .setBaseURL(theatre.address())
                    .setLocale(language.locale())
                    .setTimezoneId("Asia/Shanghai")
                    .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE));
    context.setDefaultTimeout(PATIENCE_MILLIS);
    if (now != null) {
      context.clock().install(new Clock.InstallOptions().setTime(now.toEpochMilli()));
    }
    context.addInitScript(
        "localStorage.setItem('dougong.language', '%s')".formatted(language.id()));
    Person person = new Person(context, device, language, pictures);
    people.add(person);
    return person;
  }

  /** Somebody who has signed in already. */
  Person person(String username, Device device, Language language) {
    return signedIn(username, stranger(device, language));
  }

  /** Makes somebody on the stage one who has signed in. */
  Person signedIn(String username, Person person) {
    String session =
        theatre.sessions().computeIfAbsent(username, name -> person.api().signIn(name));
    person
        .context()
        .addCookies(List.of(new Cookie(SESSION_COOKIE, session).setUrl(theatre.address())));
    return person;
  }

  /** The server that all of them use. */
  RunningShop shop() {
    return theatre.shop();
  }

  /** Takes everybody away; what they saw last is kept where the story failed. */
  void clear(boolean hasFailed) {
    for (Person person : people) {
      person.leave(hasFailed);
    }
  }

  @Override
  public String toString() {
    return story + "." + scene;
  }
}
