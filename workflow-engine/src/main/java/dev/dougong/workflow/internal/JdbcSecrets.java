package dev.dougong.workflow.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.User;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.seal.KeyRing;
import dev.dougong.engine.seal.KeyRing.Sealed;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.workflow.message.Connector;
import dev.dougong.workflow.message.Connectors;
import dev.dougong.workflow.secret.Secrets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Secrets in their table, sealed. Thread-safe. */
final class JdbcSecrets implements Secrets {

  private static final int PAGE = 200;
  private static final String HOOK = "hook:";
  private static final String SIGNING = "signingSecret";

  private final Statements statements;
  private final Transactions transactions;
  private final Connectors connectors;
  private final KeyRing keys;

  JdbcSecrets(
      Statements statements, Transactions transactions, Connectors connectors, KeyRing keys) {
    this.statements = statements;
    this.transactions = transactions;
    this.connectors = connectors;
    this.keys = keys;
  }

  private record Row(String connector, String name, Sealed sealed, String purpose) {}

  private static String context(SqlName schema, String connector, String name, String purpose) {
    return schema.text() + "\n" + connector + "\n" + name + "\n" + purpose;
  }

  private static void refuseOthersThanAdmins(Access access) {
    if (!access.evaluation().roles().contains(User.ADMIN)) {
      throw new AccessException(Problem.of("forbidden"));
    }
  }

  @Override
  public void put(Access access, String connector, String name, String value) {
    refuseOthersThanAdmins(access);
    Connector known = known(access.metadata(), connector);
    List<String> names = known.channel().secrets();
    if (!names.contains(name)) {
      throw new InputException(
          Problem.at("/name", "secret.unknownName").with("value", name).with("known", names));
    }
    put(access, connector, name, known.purpose(), value);
  }

  /** The secret of an inbound webhook; no connector's key has a colon. */
  void putHook(Access access, String hook, String value) {
    putHook(access, hook, SIGNING, value);
  }

  /** A secret of an inbound webhook with a protocol of its own. */
  void putHook(Access access, String hook, String name, String value) {
    refuseOthersThanAdmins(access);
    put(access, HOOK + hook, name, HOOK, value);
  }

  /** Removes a secret of an inbound webhook. */
  void removeHook(Access access, String hook, String name) {
    remove(access, HOOK + hook, name);
  }

  /** Names of the secrets of hooks that are set, each behind the key of its hook and a space. */
  Set<String> heldByHooks(Access access) {
    refuseOthersThanAdmins(access);
    return new HashSet<>(
        statements.query(
            Sql.of("select substr(connector, 6) || ' ' || name from ")
                .add(access.metadata().workspace().schema())
                .add(".secret where connector like 'hook:%'"),
            row -> Objects.requireNonNull(row.text(1))));
  }

  /** What a secret is called where there is but one. */
  static String onlySecret() {
    return SIGNING;
  }

  /** The secret of an inbound webhook, or null where none is set, or none that opens here. */
  @Nullable String openHook(Metadata metadata, String hook) {
    return openHooks(metadata, hook).get(SIGNING);
  }

  /** The secrets of an inbound webhook that are set and open here, by name. */
  Map<String, String> openHooks(Metadata metadata, String hook) {
    SqlName schema = metadata.workspace().schema();
    Map<String, String> values = new LinkedHashMap<>();
    Sql where = new Sql().add(Sql.of(" where connector = ")).bind(SqlType.TEXT, HOOK + hook);
    for (Row row : rows(schema, where)) {
      try {
        values.put(
            row.name(), keys.open(row.sealed(), context(schema, HOOK + hook, row.name(), HOOK)));
      } catch (KeyRing.UnknownKeyException e) {
        continue;
      }
    }
    return values;
  }

  private void put(Access access, String connector, String name, String purpose, String value) {
    boolean isText = value.chars().allMatch(c -> c >= ' ' && c != 0x7f);
    if (value.isBlank() || value.length() > LONGEST || !isText) {
      throw new InputException(Problem.at("/value", "secret.badValue").with("limit", LONGEST));
    }
    SqlName schema = access.metadata().workspace().schema();
    Sealed sealed = keys.seal(value.strip(), context(schema, connector, name, purpose));
    Instant now = access.evaluation().now();
    var unused =
        transactions.required(
            () -> {
              refuseForeignKeys(schema);
              return store(schema, new Row(connector, name, sealed, purpose), access, now);
            });
  }

  private Connector known(Metadata metadata, String key) {
    Connector connector = connectors.find(metadata, key);
    if (connector == null || !connector.isDocument()) {
      throw new AccessException(Problem.of("notFound"));
    }
    return connector;
  }

  /** A node with other keys than the one that sealed first would write what others cannot open. */
  private void refuseForeignKeys(SqlName schema) {
    statements.query(
        Sql.of("select pg_advisory_xact_lock(hashtextextended(")
            .bind(SqlType.TEXT, schema.text() + " secrets")
            .add(", 0))"),
        row -> 0);
    List<String> used =
        statements.query(
            Sql.of("select distinct key_id from ").add(schema).add(".secret"),
            row -> Objects.requireNonNull(row.text(1)));
    for (String id : used) {
      if (!keys.ids().contains(id)) {
        throw new ConflictException(Problem.of("secret.keyMissing").with("value", id));
      }
    }
  }

  private int store(SqlName schema, Row row, Access access, Instant now) {
    return statements.update(
        Sql.of("insert into ")
            .add(schema)
            .add(".secret (connector, name, purpose, key_id, key, value, set_at, set_by) values (")
            .join(
                ", ",
                List.of(
                    new Sql().bind(SqlType.TEXT, row.connector()),
                    new Sql().bind(SqlType.TEXT, row.name()),
                    new Sql().bind(SqlType.TEXT, row.purpose()),
                    new Sql().bind(SqlType.TEXT, row.sealed().keyId()),
                    new Sql().bind(SqlType.TEXT, row.sealed().key()),
                    new Sql().bind(SqlType.TEXT, row.sealed().value()),
                    new Sql().bind(SqlType.TIMESTAMPTZ, now),
                    new Sql().bind(SqlType.UUID, access.userId())))
            .add(") on conflict (connector, name) do update set purpose = excluded.purpose,")
            .add(" key_id = excluded.key_id, key = excluded.key, value = excluded.value,")
            .add(" set_at = excluded.set_at, set_by = excluded.set_by"));
  }

  @Override
  public void remove(Access access, String connector, String name) {
    refuseOthersThanAdmins(access);
    statements.update(
        Sql.of("delete from ")
            .add(access.metadata().workspace().schema())
            .add(".secret where connector = ")
            .bind(SqlType.TEXT, connector)
            .add(" and name = ")
            .bind(SqlType.TEXT, name));
  }

  @Override
  public List<Held> list(Access access) {
    refuseOthersThanAdmins(access);
    return statements.query(
        Sql.of("select connector, name, purpose, key_id, set_at, set_by from ")
            .add(access.metadata().workspace().schema())
            .add(".secret order by connector, name"),
        row -> {
          String key = Objects.requireNonNull(row.text(1));
          Connector connector = connectors.find(access.metadata(), key);
          boolean isGood =
              connector != null
                  && connector.purpose().equals(row.text(3))
                  && keys.ids().contains(Objects.requireNonNull(row.text(4)));
          return new Held(
              key,
              Objects.requireNonNull(row.text(2)),
              isGood,
              Objects.requireNonNull(row.instant(5)),
              row.uuid(6));
        });
  }

  /**
   * The secrets of a connector, by name, for the one who sends.
   *
   * @throws ConflictException with a problem for each that is missing, or was entered for another
   *     address, or is sealed under a key that is not here
   */
  Map<String, String> open(Metadata metadata, Connector connector) {
    List<String> names = connector.channel().secrets();
    if (names.isEmpty()) {
      return Map.of();
    }
    SqlName schema = metadata.workspace().schema();
    Map<String, Row> rows = new LinkedHashMap<>();
    Sql where = new Sql().add(Sql.of(" where connector = ")).bind(SqlType.TEXT, connector.key());
    rows(schema, where).forEach(row -> rows.put(row.name(), row));
    Map<String, String> values = new LinkedHashMap<>();
    List<Problem> problems = new ArrayList<>();
    for (String name : names) {
      Problem problem = open(schema, connector, name, rows.get(name), values);
      if (problem != null) {
        problems.add(problem);
      }
    }
    if (!problems.isEmpty()) {
      throw new ConflictException(problems);
    }
    return values;
  }

  private @Nullable Problem open(
      SqlName schema,
      Connector connector,
      String name,
      @Nullable Row row,
      Map<String, String> values) {
    if (row == null) {
      return connector.channel().optionalSecrets().contains(name)
          ? null
          : Problem.of("secret.missing").with("value", name).with("connector", connector.key());
    }
    if (!row.purpose().equals(connector.purpose())) {
      return Problem.of("secret.otherAddress")
          .with("value", name)
          .with("connector", connector.key());
    }
    try {
      String context = context(schema, connector.key(), name, row.purpose());
      values.put(name, keys.open(row.sealed(), context));
      return null;
    } catch (KeyRing.UnknownKeyException e) {
      return Problem.of("secret.keyMissing").with("value", row.sealed().keyId());
    }
  }

  private List<Row> rows(SqlName schema, Sql where) {
    return statements.query(
        Sql.of("select connector, name, key_id, key, value, purpose from ")
            .add(schema)
            .add(".secret")
            .add(where),
        row ->
            new Row(
                Objects.requireNonNull(row.text(1)),
                Objects.requireNonNull(row.text(2)),
                new Sealed(
                    Objects.requireNonNull(row.text(3)),
                    Objects.requireNonNull(row.text(4)),
                    Objects.requireNonNull(row.text(5))),
                Objects.requireNonNull(row.text(6))));
  }

  @Override
  public int renew(Access system) {
    refuseOthersThanAdmins(system);
    SqlName schema = system.metadata().workspace().schema();
    int all = 0;
    int some;
    do {
      some = transactions.required(() -> renewSome(schema));
      all += some;
    } while (some == PAGE);
    return all;
  }

  private int renewSome(SqlName schema) {
    List<String> older = keys.ids().stream().filter(id -> !id.equals(keys.first())).toList();
    Sql where =
        new Sql()
            .add(Sql.of(" where key_id = any("))
            .bind(SqlType.TEXT_ARRAY, older)
            .add(") order by connector, name limit ")
            .number(PAGE)
            .add(" for update skip locked");
    List<Row> rows = rows(schema, where);
    for (Row row : rows) {
      String context = context(schema, row.connector(), row.name(), row.purpose());
      Sealed renewed = keys.renew(row.sealed(), context);
      statements.update(
          Sql.of("update ")
              .add(schema)
              .add(".secret set key_id = ")
              .bind(SqlType.TEXT, renewed.keyId())
              .add(", key = ")
              .bind(SqlType.TEXT, renewed.key())
              .add(" where connector = ")
              .bind(SqlType.TEXT, row.connector())
              .add(" and name = ")
              .bind(SqlType.TEXT, row.name()));
    }
    return rows.size();
  }
}
