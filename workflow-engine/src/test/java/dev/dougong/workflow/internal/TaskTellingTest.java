package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.publish.PublishOptions;
import dev.dougong.workflow.People;
import dev.dougong.workflow.message.Gateway;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** People are told of their tasks in the app of the company, each of each task once. */
class TaskTellingTest {

  private static final String CALL =
      """
      {"key":"call","trigger":{"type":"record","entity":"lead","on":["created"]},
       "nodes":[{"id":"call","type":"task","title":"联系 {{record.name}}","assignee":"record.keeper"}]}
      """;

  private final Gateway gateway = new Gateway();
  private final Desk desk = Desk.empty();

  @AfterEach
  void stop() {
    gateway.close();
  }

  private void connect() {
    gateway.answers(
        request ->
            new Gateway.Reply(
                200,
                request.path().equals("/cgi-bin/gettoken")
                    ? "{\"errcode\":0,\"access_token\":\"pass\",\"expires_in\":7200}"
                    : "{\"errcode\":0}",
                Map.of()));
    Document.Name name =
        desk.workspace.draft(
            "connector",
            "{\"key\":\"company\",\"channel\":\"weComApp\",\"address\":\""
                + gateway.address()
                + "\",\"settings\":{\"corpId\":\"ww1\",\"agentId\":\"7\",\"tasks\":true,"
                + "\"home\":\"https://crm.example.com\"}}");
    var unused = desk.workspace.publishing.publish(List.of(name), PublishOptions.by(null));
    desk.node.secrets.put(desk.admin(), "company", "corpSecret", "corp-secret-1");
  }

  private void lead(String name, UUID keeper) {
    var unused = desk.create("{'name':'" + name + "','keeper':'" + keeper + "'}");
    var done = desk.node.jobs.runDue();
  }

  private List<JsonNode> cards() {
    return gateway.requests.stream()
        .filter(one -> one.path().equals("/cgi-bin/message/send"))
        .map(one -> (JsonNode) StepStore.object(one.body()))
        .toList();
  }

  @Test
  void whoHasATaskIsToldOnceAndWhoGetsItThenToo() {
    desk.publishAll(CALL);
    lead("旧任务", People.CLERK);
    desk.clock.advance(java.time.Duration.ofHours(2));
    connect();
    assertThat(cards()).isEmpty();
    lead("张三", People.CLERK);
    assertThat(cards()).hasSize(1);
    JsonNode card = cards().get(0);
    UUID task = desk.tasks(People.CLERK).get(1).id();
    assertThat(card.at("/textcard/title").asText()).isEqualTo("联系 张三");
    assertThat(card.at("/textcard/url").asText())
        .isEqualTo("https://crm.example.com/tasks?task=" + task);
    assertThat(card.path("touser").asText()).isEqualTo("clerk");
    var nothing = desk.node.jobs.runDue();
    assertThat(cards()).hasSize(1);
    desk.node.tasks.transfer(desk.as(People.CLERK), task, People.MANAGER, null);
    var more = desk.node.jobs.runDue();
    assertThat(cards()).hasSize(2);
    assertThat(cards().get(1).path("touser").asText()).isEqualTo("manager");
    assertThat(gateway.requests.stream().filter(r -> r.path().equals("/cgi-bin/gettoken")))
        .hasSize(1);
  }
}
