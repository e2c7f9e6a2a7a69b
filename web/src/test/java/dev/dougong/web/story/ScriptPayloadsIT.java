package dev.dougong.web.story;

import dev.dougong.engine.testkit.Asvs;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every payload in every place. */
@Story
@Tag("full")
class ScriptPayloadsIT {

  @Test
  @Asvs({"1.2.1", "3.2.2"})
  void noPayloadRunsInAnyPlace(TimeMachine machine) {
    ScriptTrial.none(machine.to(0), ScriptPlaces.payloads());
  }
}
