package dev.dougong.web.live;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.AccessSource;
import dev.dougong.engine.access.User;
import dev.dougong.engine.access.Users;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.problem.ProblemTexts;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.ColleagueMessages;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Notices to every administrator about the installation, each in their language. */
@Singleton
public final class AdministratorNotices {

  private final Users users;
  private final AccessSource accesses;
  private final ColleagueMessages messages;
  private final ProblemTexts texts;
  private final Transactions transactions;

  /** By the channel of colleagues. */
  @Inject
  public AdministratorNotices(
      Users users,
      AccessSource accesses,
      ColleagueMessages messages,
      ProblemTexts texts,
      Transactions transactions) {
    this.users = users;
    this.accesses = accesses;
    this.messages = messages;
    this.texts = texts;
    this.transactions = transactions;
  }

  /**
   * Tells it once.
   *
   * @param source of the notice, a name of ours
   * @param occasion told apart from others of the same source
   * @param path of the page that shows more
   */
  void tell(String source, String occasion, Problem problem, String path) {
    Access access = accesses.system(source);
    int unused =
        transactions.required(
            () -> {
              List<User> administrators = users.holders(User.ADMIN, null);
              administrators.forEach(
                  one ->
                      messages.notice(
                          access, one.id(), message(source, occasion, problem, path, one)));
              return administrators.size();
            });
  }

  private Channel.Message message(
      String source, String occasion, Problem problem, String path, User user) {
    Locale locale = Locale.forLanguageTag(user.language());
    String name = source + "\n" + occasion + "\n" + user.id();
    return new Channel.Message(
        UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
        user.id().toString(),
        texts.message(problem, locale),
        String.valueOf(texts.remedy(problem, locale)),
        "",
        Map.of(),
        path,
        "");
  }
}
