package dev.dougong.web.story;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every payload in every place. */
@Story
@Tag("full")
class ScriptPayloadsIT {

  @Test
  void noPayloadRunsInAnyPlace(TimeMachine machine) {
    ScriptTrial.none(machine.to(0), ScriptPlaces.payloads());
  }
}
