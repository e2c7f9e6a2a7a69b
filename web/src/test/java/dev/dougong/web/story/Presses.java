package dev.dougong.web.story;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;

/** Presses of the mouse and of keys in one task; what is typed as content is not counted. */
final class Presses {

  private final Page page;
  private int count;

  Presses(Page page) {
    this.page = page;
  }

  /** One click. */
  Presses on(Locator place) {
    count++;
    place.click();
    return this;
  }

  /** One click with Shift held. */
  Presses onWithShift(Locator place) {
    count++;
    place.click(
        new Locator.ClickOptions()
            .setModifiers(List.of(com.microsoft.playwright.options.KeyboardModifier.SHIFT)));
    return this;
  }

  /** One key, perhaps with others held. */
  Presses key(String key) {
    count++;
    page.keyboard().press(key);
    return this;
  }

  /** Content, where the focus is. */
  Presses type(String text) {
    page.keyboard().type(text);
    return this;
  }

  int count() {
    return count;
  }
}
