package dev.dougong.report.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.IdSource;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.AccessSource;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.access.User;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.expression.evaluate.Evaluator;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentJson;
import dev.dougong.engine.metadata.publish.PublishOptions;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.problem.ProblemTexts;
import dev.dougong.engine.query.internal.JdbcPastQueries;
import dev.dougong.engine.query.internal.KeptAggregateQueries;
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
import dev.dougong.engine.testkit.TestAccess;
import dev.dougong.engine.testkit.TestWorkspace;
import dev.dougong.report.alert.Alerts;
import dev.dougong.report.alert.WorkflowStarts;
import dev.dougong.report.chart.ChartReader;
import dev.dougong.report.chart.ChartTypes;
import dev.dougong.report.dashboard.DashboardKind;
import dev.dougong.report.dashboard.Dashboards;
import dev.dougong.report.dashboard.internal.JdbcOwnDashboards;
import dev.dougong.report.query.ExpressionCheck;
import dev.dougong.report.query.Reports;
import dev.dougong.report.report.ReportKind;
import dev.dougong.report.subscription.ReportJobs;
import dev.dougong.report.subscription.Rhythm;
import dev.dougong.report.subscription.SubscriptionKind;
import dev.dougong.report.subscription.Subscriptions;
import dev.dougong.report.subscription.Telling;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A shop with sales and a weekly review, people who get it, and application nodes. */
final class ReviewShop implements AccessSource {

  /** A Friday. */
  static final Instant START = Instant.parse("2026-03-06T12:00:00Z");

  /** Mondays at half past eight; the workspace keeps UTC. */
  static final Rhythm MONDAYS = new Rhythm(Rhythm.Every.WEEK, 1, LocalTime.of(8, 30));

  static final UUID ALL = new UUID(7, 1);
  static final UUID NORTH = new UUID(7, 2);
  static final UUID OTHER = new UUID(7, 3);
  private static final UUID UNIT = new UUID(8, 1);

  private final AtomicReferenceClock clock = new AtomicReferenceClock();
  private final AtomicLong next = new AtomicLong(1);
  private final IdSource ids = () -> new UUID(0x0190_0000_0000_7000L, next.getAndIncrement());
  final TestWorkspace workspace;
  final Statements statements;
  final ReviewPeople people;
  final Node node;
  private final JdbcRecords records;

  /** Whether the workflow that alerts start was removed. */
  volatile boolean isGone;

  /** Node that fails at telling; 1 a fault, 2 the death of the process. */
  final AtomicInteger trouble = new AtomicInteger();

  private static final class AtomicReferenceClock implements InstantSource {
    private volatile Instant now = START;

    @Override
    public Instant instant() {
      return now;
    }
  }

  ReviewShop() {
    workspace =
        new TestWorkspace(
            List.of(
                new ReportKind(ChartTypes.onClassPath()),
                new DashboardKind(),
                new SubscriptionKind()));
    statements = new JdbcStatements(workspace.jdbc);
    people = new ReviewPeople(statements, schema());
    List<Document.Name> names = new ArrayList<>();
    for (Document one : ReviewDocuments.ALL) {
      names.add(workspace.draft(one.kind(), DocumentJson.write(one.content())));
    }
    var unused = workspace.publishing.publish(names, PublishOptions.by(null));
    statements.update(
        Sql.of("create table ")
            .add(schema())
            .add(".told (id uuid, way text, user_id uuid, title text, body text, html text,")
            .add(" link text, primary key (id, way))"));
    people.add(ALL, "all");
    people.add(NORTH, "north");
    people.add(OTHER, "other");
    records =
        new JdbcRecords(
            new WriteParts(
                workspace.jdbc,
                workspace.database,
                FieldTypes.onClassPath(),
                new Evaluator(Evaluator.BackEnd.CLOSURES),
                new SearchTerms(),
                ids,
                people));
    node = new Node();
  }

  SqlName schema() {
    return workspace.workspace.schema();
  }

  /** An application node. */
  final class Node {
    final Subscriptions subscriptions;
    final ReportJobs jobs;
    final Alerts alerts;

    Node() {
      Directory directory = people;
      Reports reports =
          new Reports(
              new KeptAggregateQueries(
                  workspace.database.dataSource(), new SqlCompiler(), directory),
              new JdbcPastQueries(workspace.database.dataSource(), new SqlCompiler(), directory),
              ExpressionCheck.of(new Expressions()));
      ChartTypes types = ChartTypes.onClassPath();
      SubscriptionParts parts =
          new SubscriptionParts(
              new SubscriptionParts.Needs(
                  statements,
                  workspace.database,
                  ReviewShop.this,
                  people,
                  new Dashboards(
                      reports,
                      new ChartReader(types),
                      new JdbcOwnDashboards(statements, workspace.database)),
                  types,
                  new Told(),
                  new Started(),
                  new ProblemTexts(),
                  ids));
      subscriptions = parts.subscriptions();
      jobs = parts.jobs();
      alerts = parts.alerts();
    }
  }

  /** The process ends here. */
  static final class Death extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Keeps what is told in a table, in the transaction of the caller. */
  private final class Told implements Telling {
    @Override
    public List<Way> ways(Access access, UUID user) {
      return List.of(
          new Way("group", "店长群", true, true, ""),
          new Way("mail", "邮件", false, !user.equals(OTHER), "https://shop.example"));
    }

    @Override
    public void tell(Access access, Letter letter) {
      put(letter, "", letter.text(), "");
      letter.mails().forEach(mail -> put(letter, mail.way(), mail.text(), mail.html()));
      int how = trouble.getAndSet(0);
      if (how == 1) {
        throw new IllegalStateException("told to fail");
      } else if (how == 2) {
        throw new Death();
      }
    }

    private void put(Letter letter, String way, String body, String html) {
      statements.update(
          Sql.of("insert into ")
              .add(schema())
              .add(".told values (")
              .join(
                  ", ",
                  List.of(
                      new Sql().bind(SqlType.UUID, letter.id()),
                      new Sql().bind(SqlType.TEXT, way),
                      new Sql().bind(SqlType.UUID, letter.user()),
                      new Sql().bind(SqlType.TEXT, letter.title()),
                      new Sql().bind(SqlType.TEXT, body),
                      new Sql().bind(SqlType.TEXT, html),
                      new Sql().bind(SqlType.TEXT, letter.link())))
              .add(")"));
    }
  }

  /** One workflow, whose starts stand beside what was told. */
  private final class Started implements WorkflowStarts {
    @Override
    public List<Startable> startable(Access access) {
      boolean mayStart = !access.userId().equals(OTHER);
      return mayStart ? List.of(new Startable("act", "行动")) : List.of();
    }

    @Override
    public void start(Access access, String workflow, UUID id) {
      if (startable(access).isEmpty() || isGone) {
        throw new AccessException(Problem.of("notFound"));
      }
      statements.update(
          Sql.of("insert into ")
              .add(schema())
              .add(".told (id, way, user_id, title, body, html, link) values (")
              .bind(SqlType.UUID, id)
              .add(", 'workflow', ")
              .bind(SqlType.UUID, access.userId())
              .add(", ")
              .bind(SqlType.TEXT, workflow)
              .add(", '', '', '')"));
    }
  }

  /** What was told to somebody. */
  record Letter(String way, String title, String body, String html, String link) {}

  /** What a person was told, in its order. */
  List<Letter> told(UUID user) {
    return statements.query(
        Sql.of("select way, title, body, html, link from ")
            .add(schema())
            .add(".told where user_id = ")
            .bind(SqlType.UUID, user)
            .add(" order by id, way"),
        row ->
            new Letter(
                Objects.requireNonNull(row.text(1)),
                Objects.requireNonNull(row.text(2)),
                Objects.requireNonNull(row.text(3)),
                Objects.requireNonNull(row.text(4)),
                Objects.requireNonNull(row.text(5))));
  }

  /** Titles of notices. */
  List<String> notices(UUID user) {
    return told(user).stream().filter(one -> one.way().isEmpty()).map(Letter::title).toList();
  }

  /** How many packs there are. */
  long packs() {
    return statements.count(Sql.of("select count(*) from ").add(schema()).add(".pack"));
  }

  void advance(Duration time) {
    clock.now = clock.now.plus(time);
  }

  Instant now() {
    return clock.now;
  }

  /** Moves the clock and does what is due. */
  void after(Duration time) {
    advance(time);
    int unused = node.jobs.runDue();
  }

  void publish(String kind, String json) {
    var unused =
        workspace.publishing.publish(List.of(workspace.draft(kind, json)), PublishOptions.by(null));
  }

  /** Makes a store. */
  UUID store(String code, String name) {
    return create("store", "{\"code\":\"" + code + "\",\"name\":\"" + name + "\"}").id();
  }

  /** Makes a sale. */
  void sale(UUID store, String amount, String soldAt) {
    create(
        "sale",
        "{\"store\":\"%s\",\"amount\":%s,\"soldAt\":\"%s\"}".formatted(store, amount, soldAt));
  }

  private EntityRecord create(String entity, String values) {
    return records.create(
        TestAccess.of(workspace.metadata(), ALL, UNIT, clock.now),
        entity,
        DocumentJson.read(values),
        WriteOptions.API);
  }

  /** The newest pack of somebody. */
  JsonNode pack(UUID user) {
    Access access = as(user);
    List<Subscriptions.Head> all = node.subscriptions.packs(access);
    return SubscriptionStore.json(node.subscriptions.pack(access, all.get(0).id()));
  }

  /** The rights of a person now. */
  Access as(UUID user) {
    User found = Objects.requireNonNull(people.find(user));
    return of(found, found.roles(), Locale.SIMPLIFIED_CHINESE);
  }

  @Override
  public Access of(User user, Set<String> roles, Locale locale) {
    TestAccess access = TestAccess.of(workspace.metadata(), user.id(), UNIT, clock.now);
    if (roles.contains("nobody")) {
      return access.reading("sale", "false");
    }
    return roles.contains("north") ? access.reading("sale", "store.code == \"N\"") : access;
  }

  @Override
  public Access trial(User user, Set<String> roles, Locale locale, Metadata snapshot) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Access system(String step) {
    return TestAccess.of(workspace.metadata(), ALL, UNIT, clock.now);
  }

  @Override
  public Access takeover(String step, Metadata metadata) {
    throw new UnsupportedOperationException();
  }

  /** The only row's column of a subscription, as text. */
  @Nullable String column(UUID subscription, String name) {
    return statements.queryOne(
        Sql.of("select to_jsonb(s)->>")
            .bind(SqlType.TEXT, name)
            .add(" from ")
            .add(schema())
            .add(".subscription s where id = ")
            .bind(SqlType.UUID, subscription),
        row -> row.text(1));
  }
}
