package dev.dougong.web.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Puts payloads into all places and looks at them, with and without the content policy. */
final class ScriptTrial {

  private static final int FEWEST_PLACES = 40;

  private ScriptTrial() {}

  static void none(Stage stage, List<String> payloads) {
    Person admin = stage.person("admin", Device.PC, Language.EN);
    List<String> incidents = new ArrayList<>();
    int cases = 0;
    for (int i = 0; i < payloads.size(); i++) {
      ScriptPlaces places = new ScriptPlaces(admin.context().request(), payloads.get(i));
      places.fill(i);
      Set<String> seen = new TreeSet<>();
      for (boolean isGuarded : new boolean[] {true, false}) {
        Person person =
            isGuarded
                ? stage.person(places.username(), Device.PC, Language.EN)
                : stage.unguarded(places.username(), Device.PC, Language.EN);
        if (isGuarded) {
          places.fillOwn(person.context().request());
        }
        ScriptWatch watch = new ScriptWatch(person, (isGuarded ? "guarded" : "unguarded"));
        watch.visit(places);
        incidents.addAll(watch.incidents());
        cases += watch.seen().size();
        seen.addAll(watch.seen());
        person.context().close();
      }
      places.clear();
      System.out.println(payloads.get(i) + " in " + seen.size() + " places " + seen);
      assertThat(seen).as(payloads.get(i)).hasSizeGreaterThanOrEqualTo(FEWEST_PLACES);
    }
    System.out.println("script payloads: " + payloads.size() + ", seen " + cases + " times");
    assertThat(incidents).isEmpty();
  }
}
