package dev.dougong.engine.guide.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.AccessEpoch;
import dev.dougong.engine.access.OrgUnit;
import dev.dougong.engine.access.OrgUnits;
import dev.dougong.engine.access.User;
import dev.dougong.engine.access.internal.CompiledAccessSource;
import dev.dougong.engine.access.internal.People;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.expression.evaluate.Evaluator;
import dev.dougong.engine.expression.evaluate.Evaluator.BackEnd;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.guide.GuideKind;
import dev.dougong.engine.guide.Guides;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.publish.PublishOptions;
import dev.dougong.engine.query.internal.SqlRecordPresence;
import dev.dougong.engine.record.EntityRecord;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.record.internal.write.JdbcRecords;
import dev.dougong.engine.record.internal.write.WriteParts;
import dev.dougong.engine.search.SearchTerms;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.internal.JdbcStatements;
import dev.dougong.engine.testkit.TestWorkspace;
import dev.dougong.engine.value.Label;
import dev.dougong.engine.value.ValueJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A workspace with customers, roles and people, over which guides can be asked. */
final class GuideDesk {

  private static final String CUSTOMER =
      """
      {"key":"customer","label":{"zh":"客户"},"title":"name","fields":[
        {"key":"name","type":"text"},{"key":"secret","type":"text"}]}
      """;
  private static final String TARGET =
      """
      {"key":"target","label":{"zh":"目标"},"title":"name","fields":[{"key":"name","type":"text"}]}
      """;
  private static final String CLERK =
      """
      {"key":"clerk","label":{"zh":"店员"},"entities":[{"entity":"customer","create":true,
        "read":"owner == user()","update":false,"delete":false,"fields":{"secret":"hidden"}}]}
      """;
  private static final String BOSS =
      """
      {"key":"boss","label":{"zh":"店长"},"extends":["clerk"],"entities":[
        {"entity":"target","create":true,"read":true,"update":true,"delete":true}]}
      """;

  final TestWorkspace workspace = new TestWorkspace(List.of(new GuideKind()));
  final Statements statements = new JdbcStatements(workspace.jdbc);
  private final AtomicLong next = new AtomicLong(1);
  private final Map<String, User> people = new HashMap<>();
  private final JdbcRecords records;
  private final CompiledAccessSource rights;

  GuideDesk(String... guides) {
    People names =
        new People(
            workspace.database.dataSource(), workspace.workspace, new NoUnits(), new OneEpoch());
    records =
        new JdbcRecords(
            new WriteParts(
                workspace.jdbc,
                workspace.database,
                workspace.types,
                new Evaluator(BackEnd.CLOSURES),
                new SearchTerms(),
                () -> new UUID(0x0190_0000_0000_7000L, next.getAndIncrement()),
                names));
    rights =
        new CompiledAccessSource(workspace.snapshots, new Expressions(), names, workspace.clock);
    workspace.publish(CUSTOMER, TARGET);
    publish("role", CLERK);
    publish("role", BOSS);
    for (String guide : guides) {
      publish(GuideKind.ID, guide);
    }
  }

  void publish(String kind, String json) {
    Document.Name name = workspace.draft(kind, json);
    workspace.publishing.publish(List.of(name), PublishOptions.by(null));
  }

  /** What another node would have. */
  Guides node() {
    return new JdbcGuides(
        statements,
        new SqlRecordPresence(statements, new SqlCompiler()),
        new Expressions(),
        (access, key) -> false,
        rights);
  }

  /** Somebody who signs in with roles. */
  void person(String username, String... roles) {
    UUID id = new UUID(7, people.size() + 1L);
    people.put(
        username, new User(id, username, username + "的名字", null, "zh", Set.of(roles), true, 1));
    statements.update(
        Sql.of("insert into ")
            .add(schema())
            .add(".app_user (id, username, name, created_at) values (")
            .bind(SqlType.UUID, id)
            .add(", ")
            .bind(SqlType.TEXT, username)
            .add(", ")
            .bind(SqlType.TEXT, username + "的名字")
            .add(", now())"));
    for (String role : roles) {
      statements.update(
          Sql.of("insert into ")
              .add(schema())
              .add(".role_binding (user_id, role) values (")
              .bind(SqlType.UUID, id)
              .add(", ")
              .bind(SqlType.TEXT, role)
              .add(")"));
    }
  }

  SqlName schema() {
    return workspace.workspace.schema();
  }

  /** What somebody may do now. */
  Access as(String username) {
    User user = Objects.requireNonNull(people.get(username));
    return rights.of(user, user.roles(), Locale.SIMPLIFIED_CHINESE);
  }

  /** Makes a customer of a person. */
  EntityRecord customer(String username, String name) {
    try {
      return records.create(
          as(username),
          "customer",
          (com.fasterxml.jackson.databind.node.ObjectNode)
              ValueJson.mapper().readTree("{\"name\":\"" + name + "\"}"),
          WriteOptions.API);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts a customer into the recycle bin. */
  void delete(EntityRecord record) {
    records.delete(
        rights.system("test"), "customer", record.id(), record.version(), WriteOptions.API);
  }

  long kept() {
    return statements.count(Sql.of("select count(*) from ").add(schema()).add(".guide_step"));
  }

  /** {@code guide.step} of all that somebody has, those that are done with a tick behind. */
  static List<String> steps(Guides.Mine mine) {
    List<String> steps = new ArrayList<>();
    for (Guides.Guide guide : mine.guides()) {
      for (Guides.Step step : guide.steps()) {
        steps.add(guide.key() + "." + step.key() + (step.isDone() ? " ✓" : ""));
      }
    }
    return steps;
  }

  private static final class OneEpoch implements AccessEpoch {
    @Override
    public long current() {
      return 1;
    }

    @Override
    public void refresh() {}
  }

  private static final class NoUnits implements OrgUnits {
    @Override
    public List<OrgUnit> list() {
      return List.of();
    }

    @Override
    public @Nullable OrgUnit find(UUID id) {
      return null;
    }

    @Override
    public OrgUnit create(String key, @Nullable UUID parent, OrgUnit.Kind kind, Label label) {
      throw new UnsupportedOperationException(key);
    }

    @Override
    public OrgUnit change(UUID id, long version, @Nullable UUID parent, @Nullable Label label) {
      throw new UnsupportedOperationException(id.toString());
    }

    @Override
    public OrgUnit archive(UUID id, long version, boolean isArchived) {
      throw new UnsupportedOperationException(id.toString());
    }
  }
}
