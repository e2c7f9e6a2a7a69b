package dev.dougong.web.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.testkit.Asvs;
import org.junit.jupiter.api.Test;

/** A payload in every place, and proof that one that runs is noticed. */
@Story
class ScriptSampleIT {

  private static final int IMAGE = 3;

  @Test
  @Asvs({"1.2.1", "3.2.2"})
  void textThatIsAScriptIsShownAsTextEverywhere(TimeMachine machine) {
    Stage stage = machine.to(0);
    ScriptTrial.none(stage, ScriptPlaces.payloads().subList(IMAGE, IMAGE + 1));
    noticesWhatRuns(stage);
  }

  /** Markup that a page writes as such runs without the policy, and is held back by it. */
  private static void noticesWhatRuns(Stage stage) {
    for (boolean isGuarded : new boolean[] {true, false}) {
      Person person =
          isGuarded
              ? stage.person("admin", Device.PC, Language.EN)
              : stage.unguarded("admin", Device.PC, Language.EN);
      person.open("/profile");
      Object ran =
          person
              .page()
              .evaluate(
                  """
                  markup => new Promise(done => {
                    const box = document.createElement("div");
                    box.innerHTML = markup + "<img src=x>";
                    document.body.append(box);
                    const last = box.querySelector("img:last-of-type");
                    last.addEventListener("error", () => done(globalThis.dougongRan === 1));
                  })""",
                  ScriptPlaces.payloads().get(IMAGE));
      assertThat(ran).as("ran with the policy: %s", isGuarded).isEqualTo(!isGuarded);
    }
  }
}
