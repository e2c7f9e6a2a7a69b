package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.access.Users.UserChange;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.publish.PublishOptions;
import dev.dougong.engine.seal.KeyRing;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.testkit.Asvs;
import dev.dougong.workflow.People;
import dev.dougong.workflow.message.Gateway;
import dev.dougong.workflow.task.Approval;
import dev.dougong.workflow.task.Approvals;
import dev.dougong.workflow.task.TaskLinks;
import dev.dougong.workflow.task.Tasks;
import dev.dougong.workflow.task.UserTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The link of a message answers one task of one person once, and nothing else. */
class TaskLinksTest {

  private static final String CALL =
      """
      {"key":"call","trigger":{"type":"record","entity":"lead","on":["created"],"when":"!(keeper == null)"},
       "nodes":[{"id":"call","type":"task","title":"联系 {{record.name}}","assignee":"record.keeper",
         "outcomes":[{"value":"reached","label":{"zh":"已联系"}},{"value":"noAnswer","label":{"zh":"未接通"}}]}]}
      """;
  private static final String ASK =
      """
      {"key":"ask","trigger":{"type":"record","entity":"lead","on":["created"],"when":"source == \\"ask\\""},
       "nodes":[{"id":"ask","type":"approval","title":"折扣 {{record.name}}","needsReason":true,
         "approvers":[{"role":"storeManager","nearest":"record.orgUnit"}],"next":"end"}]}
      """;
  private static final Locale ZH = Locale.SIMPLIFIED_CHINESE;
  private static final String URL = "https://crm.example.com/act#";

  private final Gateway gateway = new Gateway();
  private final Desk desk = Desk.empty();

  @AfterEach
  void stop() {
    gateway.close();
  }

  private void open(String answers) {
    desk.publishAll(CALL, ASK);
    gateway.answers(
        request ->
            new Gateway.Reply(
                200,
                request.path().equals("/cgi-bin/gettoken")
                    ? "{\"errcode\":0,\"access_token\":\"pass\",\"expires_in\":7200}"
                    : "{\"errcode\":0}",
                Map.of()));
    connect(answers);
    desk.node.secrets.put(desk.admin(), "company", "corpSecret", "corp-secret-1");
  }

  private void connect(String answers) {
    Document.Name name =
        desk.workspace.draft(
            "connector",
            "{\"key\":\"company\",\"channel\":\"weComApp\",\"address\":\""
                + gateway.address()
                + "\",\"settings\":{\"corpId\":\"ww1\",\"agentId\":\"7\",\"tasks\":true,"
                + answers
                + "\"home\":\"https://crm.example.com\"}}");
    var unused = desk.workspace.publishing.publish(List.of(name), PublishOptions.by(null));
  }

  private static final String TASKS = "\"answerByLink\":\"tasks\",";
  private static final String ALL = "\"answerByLink\":\"all\",";

  private UUID call(UUID keeper) {
    var unused = desk.create("{'name':'张三','keeper':'" + keeper + "'}");
    var done = desk.node.jobs.runDue();
    return desk.tasks(keeper).get(0).id();
  }

  private List<String> urls() {
    return gateway.requests.stream()
        .filter(one -> one.path().equals("/cgi-bin/message/send"))
        .map(one -> ((JsonNode) StepStore.object(one.body())).at("/textcard/url").asText())
        .toList();
  }

  private String token() {
    List<String> urls = urls();
    String last = urls.get(urls.size() - 1);
    assertThat(last).startsWith(URL);
    return last.substring(URL.length());
  }

  private TaskLinks links() {
    return desk.node.taskLinks;
  }

  private List<String> refusal(String token, String outcome) {
    List<String> opened = Desk.problems(() -> links().open(token, ZH));
    List<String> answered =
        Desk.problems(() -> links().answer(token, new Tasks.Answer(outcome, "好", null), ZH));
    assertThat(answered).isEqualTo(opened);
    return answered;
  }

  @Test
  void answersTheTaskAsItsPersonAndIsUsedUp() {
    open(TASKS);
    UUID task = call(People.CLERK);
    String token = token();
    TaskLinks.Opened opened = links().open(token, ZH);
    assertThat(opened.person()).isEqualTo("clerk");
    assertThat(opened.task().title()).isEqualTo("联系 张三");
    assertThat(links().open(token, ZH).task().status()).isEqualTo(UserTask.Status.OPEN);
    links().answer(token, new Tasks.Answer("reached", "周六来", null), ZH);
    var query = new Tasks.Query(true, UserTask.Status.DONE, null, 10);
    UserTask done = desk.node.tasks.list(desk.as(People.CLERK), query).tasks().get(0);
    assertThat(done.id()).isEqualTo(task);
    assertThat(done.completedBy()).isEqualTo(People.CLERK);
    assertThat(done.comment()).isEqualTo("周六来");
    assertThat(log(true)).isOne();
    assertThat(refusal(token, "reached")).containsExactly("taskLink.used@");
  }

  /** Answers that were given, all or those by a link. */
  private long log(boolean isByLink) {
    Sql sql =
        Sql.of("select count(*) from ")
            .add(desk.workspace.workspace.schema(), SqlName.of("user_task_log"))
            .add(" where deed = 'completed'");
    return desk.workspace
        .jdbc
        .query(isByLink ? sql.add(" and link is not null") : sql, row -> row.getLong(1))
        .get(0);
  }

  @Asvs("16.2.5")
  @Test
  void isNotStoredWhereMessagesAreRead() {
    open(TASKS);
    var unused = call(People.CLERK);
    String token = token();
    List<String> kept =
        desk.workspace.jdbc.query(
            Sql.of("select o::text from ")
                .add(desk.workspace.workspace.schema(), SqlName.of("outbox"))
                .add(" o"),
            row -> row.getString(1));
    assertThat(kept).hasSize(1);
    assertThat(kept.get(0)).contains("/act/").doesNotContain(token);
    assertThat(desk.node.messages.toString()).doesNotContain(token);
  }

  @Asvs({"9.1.1", "9.1.2", "9.1.3", "9.2.3"})
  @Test
  void isNothingUnlessItWasSignedHere() {
    open(TASKS);
    var unused = call(People.CLERK);
    String token = token();
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      char[] changed = token.toCharArray();
      int place = random.nextInt(changed.length);
      char other =
          "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".charAt(random.nextInt(52));
      if (changed[place] != other) {
        changed[place] = other;
        assertThat(refusal(new String(changed), "reached")).containsExactly("taskLink.unknown@");
      }
    }
    for (String bad :
        List.of(
            "",
            "x",
            token + "A",
            token.substring(1),
            "#",
            "\0",
            "%00",
            "令牌",
            "A".repeat(100_000))) {
      assertThat(refusal(bad, "reached")).containsExactly("taskLink.unknown@");
    }
    Desk.Node stranger = desk.new Node(KeyRing.parse(KeyRing.newKey()));
    assertThat(Desk.problems(() -> stranger.taskLinks.open(token, ZH)))
        .containsExactly("taskLink.unknown@");
    assertThat(Desk.problems(() -> links().open(token, ZH))).isEmpty();
  }

  @Test
  void isNoLongerGoodForATaskThatWasMovedByHandInTheDatabase() {
    open(TASKS);
    var first = call(People.CLERK);
    String token = token();
    var second = call(People.OTHER);
    assertThat(first).isNotEqualTo(second);
    var unused =
        desk.workspace.jdbc.update(
            Sql.of("update ")
                .add(desk.workspace.workspace.schema(), SqlName.of("task_link"))
                .add(" set expires_at = expires_at + interval '9 days'"));
    assertThat(refusal(token, "reached")).containsExactly("taskLink.unknown@");
  }

  @Asvs("9.1.1")
  @Test
  void isSignedForItsOwnPersonWhoeverWritesTheMessage() {
    open(TASKS);
    var unused = call(People.CLERK);
    String id =
        desk.workspace
            .jdbc
            .query(
                Sql.of("select id::text from ")
                    .add(desk.workspace.workspace.schema(), SqlName.of("task_link")),
                row -> row.getString(1))
            .get(0);
    for (String link : List.of("/act/" + id, "/act/x", "/act/")) {
      desk.publish(
          "{\"key\":\"steal\",\"trigger\":{\"type\":\"manual\",\"entity\":\"lead\"},\"nodes\":[{\"id\":\"m\",\"type\":\"message\","
              + "\"channel\":\"company\",\"to\":\"\\\"other\\\"\",\"title\":\"t\",\"body\":\"b\",\"link\":\""
              + link
              + "\"}]}");
      var run = desk.node.executions.start(desk.admin(), "steal", record(), null);
      var done = desk.node.jobs.runDue();
      assertThat(run).isNotNull();
      assertThat(done).isPositive();
    }
    assertThat(urls().subList(1, urls().size()))
        .hasSize(3)
        .containsOnly("https://crm.example.com/tasks");
  }

  @Asvs("9.2.1")
  @Test
  void endsAfterADay() {
    open(TASKS);
    var unused = call(People.CLERK);
    String token = token();
    desk.clock.advance(Duration.ofHours(24).minusSeconds(1));
    assertThat(Desk.problems(() -> links().open(token, ZH))).isEmpty();
    desk.clock.advance(Duration.ofSeconds(1));
    assertThat(refusal(token, "reached")).containsExactly("taskLink.expired@");
  }

  @Test
  void endsWithTheTaskAndWithItsTransfer() {
    open(TASKS);
    UUID task = call(People.CLERK);
    String mine = token();
    desk.node.tasks.transfer(desk.as(People.CLERK), task, People.MANAGER, null);
    var told = desk.node.jobs.runDue();
    String theirs = token();
    assertThat(theirs).isNotEqualTo(mine);
    assertThat(refusal(mine, "reached")).containsExactly("taskLink.notYours@");
    assertThat(links().open(theirs, ZH).person()).isEqualTo("manager");
    desk.node.tasks.complete(
        desk.as(People.MANAGER), task, new Tasks.Answer("noAnswer", null, null));
    assertThat(refusal(theirs, "reached")).containsExactly("taskLink.closed@");
    assertThat(log(true)).isZero();
    assertThat(told).isPositive();
  }

  @Test
  void endsWhenItsPersonLeavesOrTheConnectorNoLongerAnswersSo() {
    open(TASKS);
    var unused = call(People.CLERK);
    String token = token();
    switchClerk(false);
    assertThat(refusal(token, "reached")).containsExactly("taskLink.revoked@");
    switchClerk(true);
    assertThat(Desk.problems(() -> links().open(token, ZH))).isEmpty();
    connect("");
    assertThat(refusal(token, "reached")).containsExactly("taskLink.revoked@");
  }

  private void switchClerk(boolean isOn) {
    var unused = desk.people.change(People.CLERK, 1, new UserChange(null, null, null, isOn, null));
  }

  @Asvs("9.2.2")
  @Test
  void changesNothingButTheAnswer() {
    open(TASKS);
    var unused = call(People.CLERK);
    String token = token();
    assertThat(
            Desk.problems(() -> links().answer(token, new Tasks.Answer("approve", null, null), ZH)))
        .containsExactly("workflow.unknownOutcome@/outcome");
    links().answer(token, new Tasks.Answer("reached", null, Desk.json("{'name':'改名'}")), ZH);
    assertThat(desk.value(record(), "name")).isEqualTo("张三");
  }

  private UUID record() {
    UUID record = desk.executions("call").get(0).record();
    assertThat(record).isNotNull();
    return Objects.requireNonNull(record);
  }

  @Test
  void approvesWhereTheShopLetsApprovalsBeAnsweredSo() {
    open(ALL);
    var asked = desk.create("{'name':'李四','source':'ask'}");
    var done = desk.node.jobs.runDue();
    String token = token();
    TaskLinks.Opened opened = links().open(token, ZH);
    assertThat(opened.task().ballot()).isNotNull();
    assertThat(
            Desk.problems(() -> links().answer(token, new Tasks.Answer("reject", " ", null), ZH)))
        .containsExactly("workflow.reasonNeeded@/comment");
    links().answer(token, new Tasks.Answer("reject", "太多了", null), ZH);
    Approval approval =
        desk.node
            .approvals
            .list(desk.admin(), new Approvals.Query(false, asked.id(), null, null, 10))
            .get(0);
    assertThat(approval.status()).isEqualTo(Approval.Status.REJECTED);
    Approval.Deed deed =
        desk.node.approvals.find(desk.admin(), approval.id()).deeds().stream()
            .filter(one -> one.deed().equals("completed"))
            .findFirst()
            .orElseThrow();
    assertThat(deed.isByLink()).isTrue();
    assertThat(done).isPositive();
  }

  @Test
  void leadsToThePageThatNeedsASignInWhereTheShopDoesNotSayOtherwise() {
    open("");
    UUID task = call(People.CLERK);
    assertThat(urls()).containsExactly("https://crm.example.com/tasks?task=" + task);
    connect(TASKS);
    var asked = desk.create("{'name':'李四','source':'ask'}");
    var done = desk.node.jobs.runDue();
    assertThat(asked).isNotNull();
    assertThat(done).isPositive();
    assertThat(urls().get(1)).startsWith("https://crm.example.com/approvals/");
    assertThat(desk.count("task_link")).isZero();
  }

  @Test
  void isUsedByOneOfTwentyAtOnce() throws Exception {
    open(TASKS);
    var unused = call(People.CLERK);
    String token = token();
    ExecutorService threads = Executors.newFixedThreadPool(20);
    try {
      List<Callable<List<String>>> answers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        String outcome = i % 2 == 0 ? "reached" : "noAnswer";
        answers.add(
            () ->
                Desk.problems(
                    () -> links().answer(token, new Tasks.Answer(outcome, null, null), ZH)));
      }
      int taken = 0;
      for (Future<List<String>> one : threads.invokeAll(answers)) {
        taken += one.get().isEmpty() ? 1 : 0;
        assertThat(one.get()).allMatch(code -> code.startsWith("taskLink."));
      }
      assertThat(taken).isOne();
      assertThat(log(false)).isOne();
    } finally {
      threads.shutdown();
    }
  }
}
