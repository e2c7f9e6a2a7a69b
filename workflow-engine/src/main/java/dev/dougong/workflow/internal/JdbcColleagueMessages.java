package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.IdSource;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.value.Label;
import dev.dougong.workflow.message.Accounts;
import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.ColleagueMessages;
import dev.dougong.workflow.message.Connector;
import dev.dougong.workflow.message.Connectors;
import dev.dougong.workflow.message.Notices;
import dev.dougong.workflow.message.ReportSetting;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Messages to colleagues in the outbox. Thread-safe. */
final class JdbcColleagueMessages implements ColleagueMessages {

  private final Statements statements;
  private final Connectors connectors;
  private final Accounts accounts;
  private final Notices notices;
  private final IdSource ids;

  JdbcColleagueMessages(
      Statements statements,
      Connectors connectors,
      Accounts accounts,
      Notices notices,
      IdSource ids) {
    this.statements = statements;
    this.connectors = connectors;
    this.accounts = accounts;
    this.notices = notices;
    this.ids = ids;
  }

  private static boolean serves(Connector connector) {
    return connector.isDocument()
        && connector.channel().reportReaders() != Channel.Readers.NOBODY
        && connector.settings().path(ReportSetting.NAME).asBoolean();
  }

  private static boolean isGroup(Connector connector) {
    return connector.channel().reportReaders() == Channel.Readers.GROUP;
  }

  @Override
  public List<Way> ways(Access access, UUID user) {
    return connectors.all(access.metadata()).stream()
        .filter(JdbcColleagueMessages::serves)
        .map(
            one ->
                new Way(
                    one.key(),
                    label(access, one.key()),
                    isGroup(one),
                    isGroup(one) || isReachable(one, user),
                    one.settings().path("home").asText("")))
        .toList();
  }

  private boolean isReachable(Connector connector, UUID user) {
    @Nullable String account = accounts.of(connector, user.toString());
    return account != null && connector.channel().isAccount(account);
  }

  private static String label(Access access, String key) {
    Map<String, String> words = new LinkedHashMap<>();
    JsonNode document = access.metadata().documents("connector").get(key);
    if (document != null) {
      document
          .path("label")
          .properties()
          .forEach(one -> words.put(one.getKey(), one.getValue().asText()));
    }
    return new Label(words).in(access.locale(), key);
  }

  @Override
  public void notice(Access access, UUID user, Channel.Message message) {
    boolean unused = notices.put(user, message, access.evaluation().now());
  }

  @Override
  public void send(Access access, UUID user, String key, Channel.Message message) {
    Connector connector = connectors.find(access.metadata(), key);
    if (connector == null || !serves(connector)) {
      return;
    }
    Instant now = access.evaluation().now();
    statements.update(
        Sql.of("insert into ")
            .add(access.metadata().workspace().schema())
            .add(".outbox (id, key, channel, recipient, title, body, html, link, state, due_at,")
            .add(" created_at) values (")
            .join(
                ", ",
                List.of(
                    new Sql().bind(SqlType.UUID, ids.next()),
                    new Sql().bind(SqlType.TEXT, "report:" + message.id() + ":" + key),
                    new Sql().bind(SqlType.TEXT, key),
                    new Sql().bind(SqlType.TEXT, isGroup(connector) ? "" : user.toString()),
                    new Sql().bind(SqlType.TEXT, message.title()),
                    new Sql().bind(SqlType.TEXT, message.body()),
                    new Sql().bind(SqlType.TEXT, message.html()),
                    new Sql().bind(SqlType.TEXT, message.link()),
                    new Sql().number(1),
                    new Sql().bind(SqlType.TIMESTAMPTZ, now),
                    new Sql().bind(SqlType.TIMESTAMPTZ, now)))
            .add(") on conflict (key) do nothing"));
  }
}
