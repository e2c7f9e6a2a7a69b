package dev.dougong.web.story;

import java.nio.file.Path;

/** Stories are told by several JVMs at once: what each of them writes is in a folder of its own. */
final class Fork {

  private static final String NAME = System.getProperty("dougong.fork", "stories-1");

  private Fork() {}

  /** A file or folder of this JVM. */
  static Path file(String name) {
    return Path.of("target", NAME, name);
  }
}
