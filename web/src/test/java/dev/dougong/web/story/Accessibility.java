package dev.dougong.web.story;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * axe-core over a screen: the rules of WCAG 2.2 A and AA, and the good practices. A screen is
 * checked where it has something that none before it had at this width; with {@code dougong.full}
 * always.
 */
final class Accessibility {

  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

  /**
   * What is let pass, and why: where a list of antd is open, its input has the focus and moves
   * through the options, so that the list scrolls with the arrow keys and needs no focus of its
   * own; and the value that was chosen is marked in the list, while the input shows it as a hint.
   */
  private static final Map<String, String> EXCEPTIONS =
      Map.of(
          "scrollable-region-focusable",
          "ant-select-dropdown-list-holder",
          "color-contrast",
          "class=\"ant-select-input\"");

  private static final String SIZE = "target-size";

  /**
   * What stands on the screen: each element by its tag, role, classes, attributes, and its holder;
   * names made by a counter and those of icons do not tell two apart.
   */
  private static final String KINDS =
      """
      () => {
        const classes = one => one.getAttribute('class')?.replace(/_r_\\w+|\\d+|anticon-[\\w-]+/g, '');
        const names = one => one.getAttributeNames().filter(name => !/^data-|^style$/.test(name)).sort();
        const kind = one =>
          [innerWidth, one.parentElement.tagName, one.tagName, one.getAttribute('role'), classes(one),
           one.firstChild === null, ...names(one)].join(' ');
        return [...new Set([...document.body.querySelectorAll('*:not(svg *)')].map(kind))];
      }""";

  private static final Set<String> CHECKED = ConcurrentHashMap.newKeySet();

  private Accessibility() {}

  static void check(Page page, String step) {
    if (!isNew(page) && !Boolean.getBoolean("dougong.full")) {
      return;
    }
    AxeResults results = axe(page).withTags(RULES).analyze();
    List<String> found = new ArrayList<>();
    for (Rule rule : results.getViolations()) {
      for (CheckedNode node : rule.getNodes()) {
        String excepted = EXCEPTIONS.get(rule.getId());
        if (excepted != null && node.getHtml().contains(excepted)) {
          continue;
        }
        if (rule.getId().equals(SIZE) && isLargeInTheMiddle(page, node)) {
          continue;
        }
        found.add(
            "%s (%s): %s\n      %s"
                .formatted(rule.getId(), rule.getHelp(), node.getTarget(), node.getHtml()));
      }
    }
    if (!found.isEmpty()) {
      throw new AssertionError(
          "%s: %d barriers\n   %s".formatted(step, found.size(), String.join("\n   ", found)));
    }
  }

  private static boolean isNew(Page page) {
    boolean isNew = false;
    for (Object kind : (List<?>) page.evaluate(KINDS)) {
      isNew |= CHECKED.add(String.valueOf(kind));
    }
    return isNew;
  }

  /**
   * Only barriers are told in full. The legacy mode judges in the page itself, which has no frames
   * of other origins; the other one opens an empty page for the verdict each time.
   */
  private static AxeBuilder axe(Page page) {
    AxeRunOptions options = new AxeRunOptions();
    options.setResultTypes(List.of("violations"));
    return new AxeBuilder(page).options(options).setLegacyMode(true);
  }

  /**
   * What a bar that stays at the edge half covers is as large as it is once it is scrolled away.
   */
  private static boolean isLargeInTheMiddle(Page page, CheckedNode node) {
    String selector = String.valueOf(((List<?>) node.getTarget()).get(0));
    page.evaluate(
        "selector => document.querySelector(selector).scrollIntoView({block: 'center'})", selector);
    AxeResults results = axe(page).include(selector).withRules(List.of(SIZE)).analyze();
    return results.getViolations().isEmpty();
  }
}
