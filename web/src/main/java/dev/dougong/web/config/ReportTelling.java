package dev.dougong.web.config;

import dev.dougong.engine.access.Access;
import dev.dougong.report.subscription.Telling;
import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.ColleagueMessages;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Tells people of packs and alerts by notices and connectors. Thread-safe. */
@Singleton
public final class ReportTelling implements Telling {

  private final ColleagueMessages messages;

  /** Over the messages of the workspace. */
  @Inject
  public ReportTelling(ColleagueMessages messages) {
    this.messages = messages;
  }

  @Override
  public List<Way> ways(Access access, UUID user) {
    return messages.ways(access, user).stream()
        .map(
            one ->
                new Way(one.connector(), one.label(), one.isGroup(), one.isReachable(), one.home()))
        .toList();
  }

  @Override
  public void tell(Access access, Letter letter) {
    UUID user = letter.user();
    messages.notice(access, user, message(letter, letter.text(), ""));
    for (Mail mail : letter.mails()) {
      messages.send(access, user, mail.way(), message(letter, mail.text(), mail.html()));
    }
  }

  private static Channel.Message message(Letter letter, String text, String html) {
    return new Channel.Message(
        letter.id(),
        letter.user().toString(),
        letter.title(),
        text,
        "",
        Map.of(),
        letter.link(),
        html);
  }
}
