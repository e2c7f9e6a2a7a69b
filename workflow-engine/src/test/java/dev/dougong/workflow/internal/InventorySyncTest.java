package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.testkit.Asvs;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.workflow.message.Gateway;
import dev.dougong.workflow.sync.Syncs.Switch;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An inventory on this machine, which speaks otherwise than the online shop: numbered pages,
 * seconds, one address for all changes. Stock comes from it, prices go to it.
 */
class InventorySyncTest extends SyncDesk {

  private static final String GOODS =
      """
      {"key":"goods","title":"name","naturalKey":["sku"],"fields":[
        {"key":"sku","type":"text","unique":true},{"key":"name","type":"text","required":true},
        {"key":"stock","type":"integer"},{"key":"price","type":"money"}]}
      """;
  private static final String STOCK =
      """
      {'key':'stock','connector':'inventory','entity':'goods','match':['sku'],'schedule':'*/15 * * * *',
       'in':{'path':'/goods','items':'/rows','id':'/code','changedAt':'/at','since':{'parameter':'after','as':'seconds'},
        'page':{'parameter':'p','first':0},'size':{'parameter':'n','value':2},'conflict':'ours',
        'mapping':[{'field':'sku','from':'/code'},{'field':'name','from':'/title'},{'field':'stock','from':'/qty'}]},
       'out':{'path':'/goods','id':'/code','itemMethod':'PATCH','itemPath':'/goods/{id}','when':'!isBlank(price)',
        'mapping':[{'to':'/code','value':'sku'},{'to':'/title','value':'name'},{'to':'/price','value':'price'}]}}
      """;

  private final Gateway inventory = new Gateway();
  private final Map<String, ObjectNode> goods = new LinkedHashMap<>();

  @BeforeEach
  void connect() {
    inventory.answers(this::answer);
    publish("entity", GOODS);
    publish(
        "connector",
        "{'key':'inventory','channel':'service','address':'" + inventory.address() + "'}");
    desk.node.secrets.put(desk.admin(), "inventory", "token", "inventory-token-51");
    publish("sync", STOCK);
    desk.node.syncs.turn(desk.admin(), "stock", Switch.ON);
  }

  @AfterEach
  void closeInventory() {
    inventory.close();
  }

  private synchronized void put(String code, int quantity, Instant at) {
    ObjectNode item = ValueJson.mapper().createObjectNode();
    item.put("code", code).put("title", "机型" + code).put("qty", quantity);
    goods.put(code, item.put("at", at.getEpochSecond()));
  }

  private synchronized Gateway.Reply answer(Gateway.Request request) {
    if (!"Bearer inventory-token-51".equals(request.headers().get("authorization"))) {
      return new Gateway.Reply(403, "{}", Map.of());
    }
    if (request.method().equals("GET")) {
      return page(request.query());
    }
    ObjectNode body = StepStore.object(request.body());
    String code =
        request.method().equals("POST")
            ? body.path("code").asText()
            : request.path().substring("/goods/".length());
    ObjectNode item =
        goods.computeIfAbsent(code, none -> ValueJson.mapper().createObjectNode().put("qty", 0));
    item.setAll(body);
    item.put("at", desk.clock.instant().getEpochSecond());
    return new Gateway.Reply(200, item.toString(), Map.of());
  }

  private Gateway.Reply page(String query) {
    long after = parameter(query, "after");
    long from = parameter(query, "p") * 2;
    List<ObjectNode> found =
        goods.values().stream().filter(item -> item.path("at").asLong() >= after).toList();
    ObjectNode answer = ValueJson.mapper().createObjectNode();
    ArrayNode rows = answer.putArray("rows");
    found.stream().skip(from).limit(2).forEach(rows::add);
    return new Gateway.Reply(200, answer.toString(), Map.of());
  }

  private static long parameter(String query, String name) {
    for (String one : query.split("&", -1)) {
      if (one.startsWith(name + "=")) {
        return Long.parseLong(one.substring(name.length() + 1));
      }
    }
    return 0;
  }

  private long calls(String method) {
    return inventory.requests.stream().filter(one -> one.method().equals(method)).count();
  }

  private ObjectNode there(String code) {
    return Objects.requireNonNull(goods.get(code), code);
  }

  private Object here(String code, String field) {
    UUID id = record("goods", "sku", code);
    return Objects.requireNonNull(desk.value("goods", id, field), field);
  }

  @Test
  void stockComesInAndPricesGoOut() {
    for (int i = 1; i <= 5; i++) {
      put("A" + i, i, desk.clock.instant());
    }
    run();
    assertThat(here("A5", "stock")).hasToString("5");
    assertThat(calls("GET")).isGreaterThanOrEqualTo(3);

    desk.patch("goods", record("goods", "sku", "A2"), "{'price':2999}");
    desk.create("goods", "{'sku':'B1','name':'贴膜','price':29}");
    run();
    assertThat(there("A2").path("price").decimalValue()).isEqualByComparingTo("2999");
    assertThat(there("A2").path("qty").asInt()).isEqualTo(2);
    assertThat(there("B1").path("title").asText()).isEqualTo("贴膜");
    assertThat(calls("PATCH")).isOne();
    assertThat(calls("POST")).isOne();

    desk.clock.advance(Duration.ofMinutes(1));
    put("A5", 0, desk.clock.instant());
    there("B1").put("qty", 40).put("at", desk.clock.instant().getEpochSecond());
    later();
    later();
    assertThat(here("A5", "stock")).hasToString("0");
    assertThat(here("B1", "stock")).hasToString("40");
    assertThat(desk.count(desk.workspace.metadata().entity("goods").table().text())).isEqualTo(6);
    assertThat(calls("PATCH") + calls("POST")).isEqualTo(2);
  }

  @Asvs("16.5.2")
  @Test
  void aStandstillOfTheInventoryIsNobodyElses() {
    put("A1", 1, desk.clock.instant());
    run();
    inventory.answers(503, "{}");
    setUp(in("theirs"));
    shop.put("clients", item(1, ""));
    desk.patch("goods", record("goods", "sku", "A1"), "{'price':100}");
    run();
    assertThat(clients()).isOne();
    long tries = calls("PATCH");
    assertThat(tries).isPositive();

    put("A1", 7, desk.clock.instant());
    inventory.answers(this::answer);
    for (int i = 0; i < 3; i++) {
      later();
    }
    assertThat(here("A1", "stock")).hasToString("7");
    assertThat(there("A1").path("price").decimalValue()).isEqualByComparingTo("100");
    assertThat(calls("PATCH")).isEqualTo(tries + 1);
  }
}
