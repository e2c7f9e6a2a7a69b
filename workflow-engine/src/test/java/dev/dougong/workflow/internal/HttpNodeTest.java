package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.publish.PublishOptions;
import dev.dougong.engine.record.EntityRecord;
import dev.dougong.engine.testkit.Asvs;
import dev.dougong.workflow.execution.Execution;
import dev.dougong.workflow.execution.Execution.Status;
import dev.dougong.workflow.message.Gateway;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Steps that call a program: a server of this machine. */
class HttpNodeTest {

  private static final String TOKEN = "a-token-that-nobody-may-see";
  private static final String RATE =
      """
      {"key":"rate","trigger":{"type":"record","entity":"lead","on":["created"],"when":"source == \\"shop\\""},
       "nodes":[
        {"id":"rate","type":"http","connector":"rating","method":"POST","path":"/people/{{record.phone}}/rating",
         "query":[{"name":"name","value":"record.name"},{"name":"none","value":"record.note"}],
         "body":[{"name":"person.name","value":"record.name"},{"name":"person.visits","value":"record.visits"},
                 {"name":"birthday","value":"record.birthday"},{"name":"known","value":"true"}],
         "answer":[{"name":"score","at":"/data/score","type":"number"},{"name":"level","at":"/data/level","type":"text"},
                   {"name":"since","at":"/data/since","type":"date"},{"name":"missing","at":"/nothing","type":"text"}],
         "accepts":[404],"next":"write","onError":"wrong"},
        {"id":"write","type":"update","values":{"visits":"rate.score + rate.status","note":"rate.level",
          "birthday":"rate.since"},"next":"made"},
        {"id":"made","type":"create","entity":"lead","values":{"source":"\\"made\\"","name":"rate.missing"}},
        {"id":"wrong","type":"update","values":{"note":"\\"wrong\\""}}]}
      """;
  private static final String ANSWER =
      "{\"data\":{\"score\":12,\"level\":\"gold " + TOKEN + "\",\"since\":\"2020-02-29\"}}";

  private final Gateway gateway = new Gateway();
  private final Desk desk = Desk.empty();

  @AfterEach
  void close() {
    gateway.close();
  }

  private void open() {
    gateway.answers(200, ANSWER);
    desk.publishAll();
    connector(gateway.address() + "/v1");
    desk.publish(RATE);
    desk.node.secrets.put(desk.admin(), "rating", "token", TOKEN);
  }

  private void connector(String address) {
    Document.Name name =
        desk.workspace.draft(
            "connector",
            "{\"key\":\"rating\",\"channel\":\"service\",\"address\":\"" + address + "\"}");
    var unused = desk.workspace.publishing.publish(List.of(name), PublishOptions.by(null));
  }

  private EntityRecord lead(String phone) {
    return desk.create(
        "{'name':'张 三&','phone':'"
            + phone
            + "','source':'shop','visits':3,'birthday':'1990-03-05'}");
  }

  private Execution only() {
    return desk.execution().execution();
  }

  @Test
  void callsWithTypedValuesAndGoesOnWithThoseOfTheAnswer() {
    open();
    EntityRecord lead = lead("张3");
    desk.node.jobs.runDue();

    Gateway.Request request = gateway.only();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).isEqualTo("/v1/people/%E5%BC%A03/rating");
    assertThat(request.query()).isEqualTo("name=%E5%BC%A0%20%E4%B8%89%26");
    assertThat(Desk.json(request.body()))
        .isEqualTo(
            Desk.json(
                "{'person':{'name':'张 三&','visits':3},'birthday':'1990-03-05','known':true}"));
    assertThat(request.headers())
        .containsEntry("authorization", "Bearer " + TOKEN)
        .containsEntry("content-type", "application/json")
        .containsKey("idempotency-key");
    assertThat(desk.value(lead.id(), "visits")).hasToString("212");
    assertThat(desk.value(lead.id(), "note")).isEqualTo("gold ***");
    assertThat(desk.value(lead.id(), "birthday")).hasToString("2020-02-29");
    assertThat(only().status()).isEqualTo(Status.DONE);
  }

  @Test
  void triesAgainWithTheSameKeyAndSaysMeanwhileWhy() {
    open();
    AtomicInteger times = new AtomicInteger();
    gateway.answers(
        request ->
            times.incrementAndGet() < 3
                ? new Gateway.Reply(503, "", Map.of())
                : new Gateway.Reply(200, ANSWER, Map.of()));
    var unused = lead("1");
    desk.node.jobs.runDue();
    assertThat(gateway.requests).hasSize(1);
    var waiting = desk.execution().steps().get(0);
    assertThat(waiting.state()).isEqualTo("waiting");
    assertThat(waiting.problem()).isNotNull().extracting("code").isEqualTo("message.status");

    desk.clock.advance(Duration.ofSeconds(2));
    desk.node.jobs.runDue();
    desk.clock.advance(Duration.ofSeconds(4));
    desk.node.jobs.runDue();
    assertThat(gateway.requests).hasSize(3);
    assertThat(gateway.requests)
        .extracting(request -> request.header("idempotency-key"))
        .containsOnly(desk.execution().steps().get(0).id().toString());
    assertThat(only().status()).isEqualTo(Status.DONE);
  }

  @Test
  void goesTheWayOfErrorsWhereTheProgramRefuses() {
    open();
    EntityRecord lead = lead("1");
    gateway.answers(302, "");
    desk.node.jobs.runDue();
    assertThat(gateway.requests).hasSize(1);
    assertThat(desk.value(lead.id(), "note")).isEqualTo("wrong");
    assertThat(desk.path()).containsExactly("rate failed", "wrong done");
  }

  @Test
  void failsWhereTheAnswerIsNotAsTheAuthorSays() {
    open();
    for (String answer : List.of("<html>", "{\"data\":{\"score\":\"much\"}}")) {
      EntityRecord lead = lead("1");
      gateway.answers(200, answer);
      desk.node.jobs.runDue();
      assertThat(desk.value(lead.id(), "note")).as(answer).isEqualTo("wrong");
    }
    EntityRecord lead = lead("1");
    gateway.answers(404, "{}");
    desk.node.jobs.runDue();
    assertThat(desk.value(lead.id(), "note")).as("accepted, without values").isNull();
  }

  @Test
  void isCalledAgainByAPersonAfterItFailed() {
    gateway.answers(400, "");
    desk.publishAll();
    connector(gateway.address());
    desk.publish(RATE.replace(",\"onError\":\"wrong\"", ""));
    var unused = lead("1");
    desk.node.jobs.runDue();
    assertThat(only().status()).isEqualTo(Status.FAILED);

    gateway.answers(200, ANSWER);
    desk.node.executions.retry(desk.admin(), only().id());
    desk.node.jobs.runDue();
    assertThat(only().status()).isEqualTo(Status.DONE);
    assertThat(gateway.requests).hasSize(2);
    assertThat(gateway.requests.get(1).headers())
        .containsEntry("idempotency-key", gateway.requests.get(0).header("idempotency-key"))
        .doesNotContainKey("authorization");
  }

  @Asvs({"1.1.2", "1.2.2", "1.3.6"})
  @Test
  void leadsNowhereElseWhateverTheRecordHolds() {
    open();
    for (String phone : List.of("..", ".", "a/b", "")) {
      EntityRecord lead = lead(phone);
      desk.node.jobs.runDue();
      assertThat(desk.value(lead.id(), "note")).as(phone).isEqualTo("wrong");
    }
    assertThat(gateway.requests).isEmpty();
    var unused = lead("@evil.example?x=1#..%2f");
    desk.node.jobs.runDue();
    assertThat(gateway.only().path())
        .isEqualTo("/v1/people/%40evil.example%3Fx%3D1%23..%252f/rating");
  }

  /**
   * The connection dies before each statement in turn; the call may come twice, never its effects.
   */
  @Test
  void losesAndDoublesNothingWhereTheNodeDies() {
    open();
    int deaths = 0;
    for (int place = 1; ; place++) {
      var unused = lead("1");
      desk.node.statements.dieBefore(place);
      boolean hasDied = false;
      for (int i = 0; i < 10; i++) {
        try {
          desk.node.jobs.runDue();
        } catch (RuntimeException e) {
          assertThat(desk.node.statements.hasDied()).as(e.toString()).isTrue();
          hasDied = true;
        }
        desk.clock.advance(Duration.ofSeconds(61));
      }
      hasDied |= desk.node.statements.hasDied();
      desk.node.statements.dieBefore(Integer.MAX_VALUE);
      if (!hasDied || place > 120) {
        break;
      }
      deaths++;
    }
    desk.node.jobs.runDue();
    List<Execution> all = desk.executions("rate");
    assertThat(all).allMatch(one -> one.status() == Status.DONE);
    assertThat(deaths).isGreaterThan(20);
    var made = desk.workspace.metadata().entity("lead");
    var source = java.util.Objects.requireNonNull(made.field("source"));
    long records =
        desk.workspace
            .jdbc
            .query(
                dev.dougong.engine.sql.Sql.of("select count(*) from ")
                    .add(desk.workspace.workspace.schema(), made.table())
                    .add(" where data->>")
                    .bind(dev.dougong.engine.sql.SqlType.TEXT, source.column().text())
                    .add(" = 'made'"),
                row -> row.getLong(1))
            .get(0);
    assertThat(records).isEqualTo(all.size());
    assertThat(
            gateway.requests.stream().map(one -> one.header("idempotency-key")).distinct().count())
        .isEqualTo(all.size());
    System.out.printf(
        "%d deaths, %d executions, %d calls%n", deaths, all.size(), gateway.requests.size());
  }

  @Test
  void isNotMadeWhileItsWorkflowIsPausedOrAfterItWasCancelled() {
    open();
    var unused = lead("1");
    while (desk.node.jobs.runStep()) {
      Thread.onSpinWait();
    }
    desk.node.executions.pause(desk.admin(), "rate", true);
    desk.node.jobs.runDue();
    assertThat(gateway.requests).isEmpty();
    desk.node.executions.cancel(desk.admin(), only().id());
    desk.node.executions.pause(desk.admin(), "rate", false);
    desk.node.jobs.runDue();
    assertThat(gateway.requests).isEmpty();
  }

  @Test
  void isNotMadeByATrial() {
    open();
    EntityRecord lead = desk.create("{'name':'n','phone':'1'}");
    var run =
        desk.node.simulations.tryOut(desk.admin(), desk.workspace.metadata(), "rate", lead.id());
    assertThat(run.details().steps()).extracting(Execution.Step::state).containsExactly("waiting");
    desk.node.jobs.runDue();
    assertThat(gateway.requests).isEmpty();
    assertThat(desk.count("service_call")).isZero();
  }

  @Test
  void isCheckedAtPublishing() {
    desk.publishAll();
    connector(gateway.address());
    assertThat(
            Desk.problems(
                () ->
                    desk.publish(
                        """
                        {"key":"wrong","trigger":{"type":"record","entity":"lead","on":["created"]},
                         "nodes":[
                          {"id":"a","type":"http","connector":"sms","method":"GET","path":"https://evil.example/",
                           "body":[{"name":"x","value":"record.nothing"}]},
                          {"id":"b","type":"http","connector":"rating","method":"POST","path":"/a/../b",
                           "body":[{"name":"x","value":"1"},{"name":"x.y","value":"2"}],
                           "answer":[{"name":"status","at":"","type":"text"}]},
                          {"id":"c","type":"http","connector":"rating","method":"GET","path":"/a?b=c"},
                          {"id":"d","type":"update","values":{"note":"b.unknown"}}]}
                        """)))
        .containsExactlyInAnyOrder(
            "workflow.unknownService@/nodes/0/connector",
            "workflow.badPath@/nodes/0/path",
            "workflow.noBody@/nodes/0/body",
            "expression.unknownField@/nodes/0/body/0/value",
            "workflow.badPath@/nodes/1/path",
            "workflow.nameTwice@/nodes/1/body/1/name",
            "workflow.nameTwice@/nodes/1/answer/0/name",
            "workflow.badPath@/nodes/2/path",
            "expression.unknownField@/nodes/3/values/note");
  }
}
