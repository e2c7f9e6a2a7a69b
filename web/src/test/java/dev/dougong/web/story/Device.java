package dev.dougong.web.story;

import com.microsoft.playwright.Browser.NewContextOptions;

/** What a person looks at. */
enum Device {
  PHONE(390, 844, true),
  PC(1280, 800, false);

  private final int width;
  private final int height;
  private final boolean isHeld;

  Device(int width, int height, boolean isHeld) {
    this.width = width;
    this.height = height;
    this.isHeld = isHeld;
  }

  boolean isPhone() {
    return isHeld;
  }

  /** Options of a browser window of this size, with a finger or a mouse. */
  NewContextOptions window() {
    return new NewContextOptions()
        .setViewportSize(width, height)
        .setIsMobile(isHeld)
        .setHasTouch(isHeld);
  }
}
