package dev.dougong.web.story;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.util.Objects;

/**
 * Something is pulled to a place with the mouse. As a person does: who pulls follows a place that
 * still moves, lets go when the place shows that it takes it, and grips again where the first grip
 * took hold of nothing.
 */
record Pull(Person person, Locator thing, Point grip) {

  /** How a place shows that what is let go now goes there. */
  private static final String TAKES =
      ".dg-designer-target, .dg-unit-target, .dg-column-target, .dg-calendar-target,"
          + " [data-target=true]";

  private static final String IS_TAKING =
      "(place, takes) => !!(place.closest(takes) || place.querySelector(takes))";

  private static final int GRIPS = 4;
  private static final int LOOKS = 15;

  /** In CSS pixels from the corner of an element; what is NaN is the middle. */
  record Point(double across, double down) {

    static final Point MIDDLE = new Point(Double.NaN, Double.NaN);

    private double left(BoundingBox box) {
      return box.x + (Double.isNaN(across) ? box.width / 2 : across);
    }

    private double top(BoundingBox box) {
      return box.y + (Double.isNaN(down) ? box.height / 2 : down);
    }
  }

  /** Held near its left side, where no button is. */
  static Pull of(Person person, Locator thing) {
    return new Pull(person, thing, new Point(20, Double.NaN));
  }

  Pull at(double across, double down) {
    return new Pull(person, thing, new Point(across, down));
  }

  void to(Locator place) {
    to(place, Point.MIDDLE);
  }

  void to(Locator place, Point point) {
    for (int tried = 0; tried < GRIPS; tried++) {
      place.scrollIntoViewIfNeeded();
      thing.scrollIntoViewIfNeeded();
      hold();
      if (isTaken(place, point)) {
        person.page().mouse().up();
        return;
      }
      letGo();
    }
    throw new AssertionError("%s does not take %s".formatted(place, thing));
  }

  private void hold() {
    BoundingBox box = box(thing);
    Mouse mouse = person.page().mouse();
    mouse.move(grip.left(box), grip.top(box));
    mouse.down();
    mouse.move(grip.left(box) + 20, grip.top(box) + 8, new Mouse.MoveOptions().setSteps(4));
  }

  private boolean isTaken(Locator place, Point point) {
    for (int look = 0; look < LOOKS; look++) {
      BoundingBox box = box(place);
      person
          .page()
          .mouse()
          .move(point.left(box), point.top(box) + look % 3, new Mouse.MoveOptions().setSteps(12));
      if (Boolean.TRUE.equals(place.evaluate(IS_TAKING, TAKES))) {
        return true;
      }
    }
    return false;
  }

  /** Whatever is held goes back. */
  private void letGo() {
    Page page = person.page();
    page.keyboard().press("Escape");
    page.mouse().up();
  }

  private static BoundingBox box(Locator of) {
    return Objects.requireNonNull(of.boundingBox());
  }
}
