package dev.dougong.web.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts what a person presses, and holds it to the limit of {@code docs/click-budget.md}. */
final class Clicks {

  private static final Path BUDGET = Path.of("..", "docs", "click-budget.md");

  private final String story;
  private int count;

  /** For the story whose row of the table begins so. */
  Clicks(String story) {
    this.story = story;
  }

  /** One click. */
  void on(Locator place) {
    count++;
    place.click();
  }

  /** One click in a list that the browser itself shows. */
  void chosen() {
    count++;
  }

  /** Goes to a field by one click and types. */
  void type(Locator field, String text) {
    on(field);
    field.fill(text);
  }

  /** Fails above the limit. */
  void areWithinBudget() {
    System.out.println("clicks: " + story + ": " + count);
    assertThat(count).as("clicks for %s", story).isPositive().isLessThanOrEqualTo(limit());
  }

  private int limit() {
    try {
      String rows = Files.readString(BUDGET);
      Pattern row =
          Pattern.compile(
              "^\\| " + Pattern.quote(story) + "[^|]*\\| (\\d+) \\|", Pattern.MULTILINE);
      Matcher found = row.matcher(rows);
      if (!found.find()) {
        throw new AssertionError(BUDGET + " has no row for \"" + story + "\"");
      }
      return Integer.parseInt(found.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
