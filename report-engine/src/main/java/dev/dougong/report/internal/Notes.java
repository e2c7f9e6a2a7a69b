package dev.dougong.report.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.problem.ProblemTexts;
import dev.dougong.engine.value.Label;
import dev.dougong.report.alert.Alert;
import dev.dougong.report.subscription.Subscription;
import dev.dougong.report.subscription.Telling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells people of their packs and alerts, in their language. Thread-safe. */
final class Notes {

  private final Telling telling;
  private final ProblemTexts texts;

  Notes(Telling telling, ProblemTexts texts) {
    this.telling = telling;
    this.texts = texts;
  }

  private static String labelOf(Access access, @Nullable ObjectNode document, String key) {
    if (document == null) {
      return key;
    }
    Map<String, String> words = new LinkedHashMap<>();
    document
        .path("label")
        .properties()
        .forEach(one -> words.put(one.getKey(), one.getValue().asText()));
    return new Label(words).in(access.locale(), key);
  }

  /** What a dashboard is called. */
  static String dashboardLabel(Access access, String key) {
    return labelOf(access, access.metadata().documents("dashboard").get(key), key);
  }

  /** What a subscription is called: as its document, else as its dashboard. */
  static String label(Access access, Subscription one) {
    ObjectNode document =
        one.document() == null
            ? null
            : access.metadata().documents(RoleSubscriptions.KIND).get(one.document());
    return document != null && document.has("label")
        ? labelOf(access, document, one.dashboard())
        : dashboardLabel(access, one.dashboard());
  }

  /** Those of the wanted ways by which the person can be reached today. */
  List<Telling.Way> ways(Access access, UUID user, List<String> wanted) {
    return wanted.isEmpty()
        ? List.of()
        : telling.ways(access, user).stream()
            .filter(way -> way.isReachable() && wanted.contains(way.key()))
            .toList();
  }

  void tell(Access access, Telling.Letter letter) {
    telling.tell(access, letter);
  }

  /**
   * A line was crossed.
   *
   * @param problem why a workflow was not started, or null
   */
  void tellCrossed(
      Access access, UUID id, Alert one, Alert.Words words, @Nullable Problem problem) {
    Locale locale = access.locale();
    boolean isChange = one.condition().quantity() == Alert.Quantity.CHANGE;
    PackWord word =
        switch (one.condition().side()) {
          case ABOVE -> isChange ? PackWord.CHANGE_ABOVE : PackWord.ABOVE;
          case BELOW -> isChange ? PackWord.CHANGE_BELOW : PackWord.BELOW;
        };
    String title =
        word.in(locale)
            .replace("{line}", words.line())
            .replace("{value}", words.value())
            .replace("{label}", words.label());
    String time = AnswerText.moment(access, access.evaluation().now());
    String text =
        dashboardLabel(access, one.of().dashboard())
            + " · "
            + PackWord.AS_OF.in(locale).replace("{time}", time)
            + (one.of().choices().isEmpty() ? "" : " · " + PackWord.FILTERED.in(locale))
            + (problem == null ? "" : "\n" + texts.message(problem, locale));
    String link = BoardLink.of(one.of().dashboard(), one.of().choices());
    List<Telling.Mail> mails = new ArrayList<>();
    for (Telling.Way way : ways(access, one.user(), one.ways())) {
      String address = way.home().isEmpty() ? "" : way.home() + link;
      String more = address.isEmpty() ? "" : "\n" + address;
      mails.add(new Telling.Mail(way.key(), text + more, html(locale, title, text, address)));
    }
    telling.tell(access, new Telling.Letter(id, one.user(), title, text, link, mails));
  }

  private static String html(Locale locale, String title, String text, String address) {
    MailHtml html = new MailHtml(locale, title);
    html.title(title, text);
    if (!address.isEmpty()) {
      html.link(PackWord.OPEN_BOARD.in(locale), address);
    }
    html.note(PackWord.WHY_ALERT.in(locale));
    return html.end();
  }

  /** Why something did not come. */
  void tellProblem(Access access, UUID id, UUID user, String label, Problem problem) {
    String remedy = texts.remedy(problem, access.locale());
    String text = texts.message(problem, access.locale()) + (remedy == null ? "" : " " + remedy);
    String title = PackWord.NOT_SENT.in(access.locale()) + label;
    telling.tell(access, new Telling.Letter(id, user, title, text, "/subscriptions", List.of()));
  }
}
