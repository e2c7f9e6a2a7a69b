package dev.dougong.web.startup;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dougong.web.config.EngineBeans;
import org.jspecify.annotations.Nullable;

/** Lines for the person who started the application; everything else goes to the log. */
final class Console {

  private static final boolean IS_JSON =
      Boolean.parseBoolean(Environment.of("DOUGONG_LOG_JSON", "false"));

  private Console() {}

  @SuppressWarnings("SystemOut") // the person reads the terminal, not the log
  static void say(String line) {
    System.out.println(IS_JSON ? json("INFO", line) : "== " + line);
  }

  @SuppressWarnings("SystemOut") // see above
  static void note(String line) {
    System.out.println(IS_JSON ? json("INFO", line) : "   " + line);
  }

  @SuppressWarnings("SystemOut") // see above
  static void complain(@Nullable String line) {
    System.err.println(IS_JSON ? json("ERROR", String.valueOf(line)) : "!! " + line);
  }

  /** As the log writes its lines. */
  private static String json(String level, String line) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("timestamp", EngineBeans.machineClock().instant().toString())
        .put("level", level)
        .put("loggerName", "start")
        .put("message", line)
        .toString();
  }
}
