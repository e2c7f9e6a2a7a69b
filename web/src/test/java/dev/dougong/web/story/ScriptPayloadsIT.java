package dev.dougong.web.story;

import java.util.List;
import org.junit.jupiter.api.Tag;

/** Every screen with so many orders of the payloads that each of its places gets each of them. */
@Story
@Tag("full")
class ScriptPayloadsIT extends ScriptPayloadIT {

  @Override
  int orders() {
    return Payloads.count() / EACH;
  }

  @Override
  List<String> chosen(List<String> all) {
    return all;
  }
}
