package dev.dougong.web.rest;

import dev.dougong.engine.access.User;
import dev.dougong.engine.access.Users;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.problem.ProblemTexts;
import dev.dougong.form.link.FormLinks;
import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.Notices;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Objects;

/**
 * Tells who shared a form that an entry waits. The entry is kept already: where telling fails, it
 * still stands beside the link.
 */
@Singleton
final class WaitingCalls {

  private final Users users;
  private final Notices notices;
  private final ProblemTexts texts;

  @Inject
  WaitingCalls(Users users, Notices notices, ProblemTexts texts) {
    this.users = users;
    this.notices = notices;
    this.texts = texts;
  }

  /** Tells it once for each entry. */
  void tell(FormLinks.Call call) {
    User maker = users.find(call.maker());
    if (maker == null) {
      return;
    }
    Locale locale = Locale.forLanguageTag(maker.language());
    Problem said = Problem.of("formLink.waiting").with("form", call.form());
    notices.put(
        maker.id(),
        new Channel.Message(
            call.entry(),
            maker.username(),
            texts.message(said, locale),
            Objects.requireNonNullElse(texts.remedy(said, locale), "")),
        call.at());
  }
}
