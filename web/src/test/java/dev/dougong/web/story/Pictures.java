package dev.dougong.web.story;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import dev.dougong.web.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Numbers the pictures of a scene and puts them into its folder. */
final class Pictures {

  private static final Path ALL = Path.of("target", "screenshots");
  private static final Set<Path> BEGUN = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private int taken;

  Pictures(String story, String scene) {
    this.folder = ALL.resolve(story).resolve(scene);
    if (BEGUN.add(folder)) {
      forget();
    }
  }

  /** Those of the last telling. */
  private void forget() {
    try {
      TestDatabase.delete(folder);
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
