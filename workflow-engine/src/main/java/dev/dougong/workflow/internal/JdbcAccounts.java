package dev.dougong.workflow.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.User;
import dev.dougong.engine.access.Users;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.workflow.message.Accounts;
import dev.dougong.workflow.message.Connector;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Accounts in their table. Thread-safe. */
final class JdbcAccounts implements Accounts {

  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern ACCOUNT = Pattern.compile("[!-~&&[^|,]]{1,100}");

  private final Statements statements;
  private final SqlName schema;
  private final Users users;

  JdbcAccounts(Statements statements, Workspace workspace, Users users) {
    this.statements = statements;
    this.users = users;
    this.schema = workspace.schema();
  }

  private static void refuseOthersThanAdmins(Access access) {
    if (!access.evaluation().roles().contains(User.ADMIN)) {
      throw new AccessException(Problem.of("forbidden"));
    }
  }

  @Override
  public @Nullable String of(Connector connector, String recipient) {
    if (!ID.matcher(recipient).matches()) {
      return recipient;
    }
    UUID id = UUID.fromString(recipient);
    User user = users.find(id);
    if (user == null || !user.isActive()) {
      return null;
    }
    String entered =
        statements.queryOne(
            Sql.of("select account from ")
                .add(schema)
                .add(".gateway_account where connector = ")
                .bind(SqlType.TEXT, connector.key())
                .add(" and user_id = ")
                .bind(SqlType.UUID, id),
            row -> Objects.requireNonNull(row.text(1)));
    return entered == null ? user.username() : entered;
  }

  @Override
  public List<Entry> list(Access access, String connector) {
    refuseOthersThanAdmins(access);
    return statements.query(
        Sql.of("select u.id, u.username, u.name, a.account from ")
            .add(schema)
            .add(".gateway_account a join ")
            .add(schema)
            .add(".app_user u on u.id = a.user_id where a.connector = ")
            .bind(SqlType.TEXT, connector)
            .add(" order by u.username"),
        row ->
            new Entry(
                Objects.requireNonNull(row.uuid(1)),
                Objects.requireNonNull(row.text(2)),
                Objects.requireNonNull(row.text(3)),
                Objects.requireNonNull(row.text(4))));
  }

  @Override
  public void put(Access access, String connector, UUID user, String account) {
    refuseOthersThanAdmins(access);
    if (!access.metadata().documents("connector").containsKey(connector)) {
      throw new AccessException(Problem.of("notFound"));
    }
    if (account.isEmpty()) {
      statements.update(
          Sql.of("delete from ")
              .add(schema)
              .add(".gateway_account where connector = ")
              .bind(SqlType.TEXT, connector)
              .add(" and user_id = ")
              .bind(SqlType.UUID, user));
      return;
    }
    if (!ACCOUNT.matcher(account).matches()) {
      throw new InputException(Problem.at("/account", "message.badAccount").with("value", account));
    }
    int stored =
        statements.update(
            Sql.of("insert into ")
                .add(schema)
                .add(".gateway_account (connector, user_id, account) select ")
                .bind(SqlType.TEXT, connector)
                .add(", id, ")
                .bind(SqlType.TEXT, account)
                .add(" from ")
                .add(schema)
                .add(".app_user where id = ")
                .bind(SqlType.UUID, user)
                .add(" on conflict (connector, user_id) do update set account = excluded.account"));
    if (stored == 0) {
      throw new AccessException(Problem.of("notFound"));
    }
  }
}
