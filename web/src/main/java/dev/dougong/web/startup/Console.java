package dev.dougong.web.startup;

import org.jspecify.annotations.Nullable;

/** Lines for the person who started the application; everything else goes to the log. */
final class Console {

  private Console() {}

  @SuppressWarnings("SystemOut") // the person reads the terminal, not the log
  static void say(String line) {
    System.out.println("== " + line);
  }

  @SuppressWarnings("SystemOut") // see above
  static void note(String line) {
    System.out.println("   " + line);
  }

  @SuppressWarnings("SystemOut") // see above
  static void complain(@Nullable String line) {
    System.err.println("!! " + line);
  }
}
