package dev.dougong.web.story;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import dev.dougong.web.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;

/** Numbers the pictures of a story and puts them into its folder. */
final class Pictures {

  private static final Path ALL = Path.of("target", "screenshots");

  private final Path folder;
  private int taken;

  Pictures(String story, String scene) {
    this.folder = ALL.resolve(story).resolve(scene);
  }

  /** Forgets the pictures of the last telling. */
  static void forgetAll() {
    try {
      TestDatabase.delete(ALL);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void take(Page page, Device device, Language language, String step) {
    taken++;
    String name =
        String.format(
            Locale.ROOT,
            "%02d-%s-%s-%s.png",
            taken,
            step,
            device.name().toLowerCase(Locale.ROOT),
            language.id());
    page.screenshot(new ScreenshotOptions().setPath(folder.resolve(name)));
  }
}
