package dev.dougong.web.story;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Somebody who opens every page and notices whatever a payload does. */
final class ScriptWatch {

  private static final int PATIENCE_MILLIS = 4_000;
  private static final String TEXTS =
      """
      (() => {
        const parts = [document.title, document.body.textContent];
        for (const one of document.querySelectorAll("input, textarea")) parts.push(one.value);
        for (const one of document.querySelectorAll("[title], [aria-label], [placeholder]"))
          parts.push(one.title, one.getAttribute("aria-label"), one.getAttribute("placeholder"));
        return parts.join("\\n");
      })()""";

  private final Page page;
  private final String name;
  private final Set<String> seen = new TreeSet<>();
  private final List<String> incidents = new ArrayList<>();
  private String where = "";

  /**
   * Watches.
   *
   * @param name of the way in which the pages are opened
   */
  ScriptWatch(Person person, String name) {
    this.page = person.page();
    this.name = name;
    BrowserContext context = person.context();
    context.onRequest(
        request -> {
          if (request.url().contains("//canary.")) {
            note("asked " + request.url());
          }
        });
    context.onDialog(
        dialog -> {
          note("said " + dialog.message());
          dialog.dismiss();
        });
    context.onPage(opened -> note("opened " + opened.url()));
  }

  private void note(String what) {
    incidents.add(name + ", " + where + ": " + what);
  }

  /** Opens all pages and waits on each for what shall be there. */
  void visit(ScriptPlaces places) {
    for (ScriptPlaces.Visit visit : places.visits()) {
      where = visit.path();
      page.navigate(visit.path());
      for (String place : visit.places()) {
        if (shows(places.text(place))) {
          seen.add(place);
        }
      }
      Object ran = page.evaluate("() => globalThis.dougongRan === undefined");
      if (!Boolean.TRUE.equals(ran)) {
        note("ran");
      }
    }
  }

  private boolean shows(String text) {
    try {
      page.waitForFunction(
          "text => " + TEXTS + ".includes(text)",
          text,
          new Page.WaitForFunctionOptions().setTimeout(PATIENCE_MILLIS));
      return true;
    } catch (TimeoutError e) {
      return false;
    }
  }

  Set<String> seen() {
    return new TreeSet<>(seen);
  }

  List<String> incidents() {
    return List.copyOf(incidents);
  }
}
