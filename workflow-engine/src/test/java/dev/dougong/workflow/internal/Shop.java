package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.workflow.message.Gateway;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * An online shop on this machine: lists of items with a word for the next page and "changed since",
 * and calls to make and change one, each key once. It knows who calls by a token.
 */
final class Shop implements AutoCloseable {

  static final String TOKEN = "shop-token-8f3b";

  final Gateway gateway = new Gateway();
  final Map<String, Map<String, ObjectNode>> lists = new TreeMap<>();
  final List<String> keys = new ArrayList<>();
  private final Map<String, String> answers = new HashMap<>();
  private int page = 10;
  private int made = 1000;

  Shop() {
    gateway.answers(this::answer);
  }

  /** Puts an item on a list, in the place of one with the same id. */
  synchronized void put(String list, String item) {
    ObjectNode node = Desk.json(item);
    Map<String, ObjectNode> items = lists.computeIfAbsent(list, none -> new LinkedHashMap<>());
    items.remove(node.path("id").asText());
    items.put(node.path("id").asText(), node);
  }

  ObjectNode item(String list, String id) {
    return Objects.requireNonNull(list(list).get(id), id);
  }

  Map<String, ObjectNode> list(String list) {
    return Objects.requireNonNull(lists.get(list), list);
  }

  void pagesOf(int length) {
    page = length;
  }

  synchronized Gateway.Reply answer(Gateway.Request request) {
    if (!("Bearer " + TOKEN).equals(request.headers().get("authorization"))) {
      return new Gateway.Reply(401, "{\"message\":\"no\"}", Map.of());
    }
    String[] path = request.path().split("/", -1);
    String list = path[2];
    return switch (request.method()) {
      case "GET" -> json(list(list, query(request.query())));
      case "POST" -> once(request, () -> make(list, request.body()));
      default -> once(request, () -> change(list, path[3], request.body()));
    };
  }

  private static Gateway.Reply json(JsonNode body) {
    return new Gateway.Reply(200, body.toString(), Map.of());
  }

  private Gateway.Reply once(
      Gateway.Request request, java.util.function.Supplier<ObjectNode> work) {
    String key = request.header("idempotency-key");
    keys.add(key);
    return new Gateway.Reply(
        200, answers.computeIfAbsent(key, none -> work.get().toString()), Map.of());
  }

  private ObjectNode make(String list, String body) {
    ObjectNode item = read(body);
    item.put("id", "s" + ++made);
    lists.computeIfAbsent(list, none -> new LinkedHashMap<>()).put(item.path("id").asText(), item);
    return item;
  }

  private ObjectNode change(String list, String id, String body) {
    ObjectNode item = item(list, id);
    item.setAll(read(body));
    return item;
  }

  private static ObjectNode read(String body) {
    return StepStore.object(body);
  }

  private static Map<String, String> query(String text) {
    Map<String, String> all = new HashMap<>();
    for (String one : text.split("&", -1)) {
      int at = one.indexOf('=');
      if (at > 0) {
        all.put(
            one.substring(0, at), URLDecoder.decode(one.substring(at + 1), StandardCharsets.UTF_8));
      }
    }
    return all;
  }

  private ObjectNode list(String list, Map<String, String> query) {
    List<ObjectNode> found = new ArrayList<>();
    for (ObjectNode item : lists.getOrDefault(list, Map.of()).values()) {
      String since = query.get("since");
      if (since == null
          || !Instant.parse(item.path("changed").asText()).isBefore(Instant.parse(since))) {
        found.add(item);
      }
    }
    int from = Integer.parseInt(query.getOrDefault("cursor", "0"));
    ObjectNode answer = ValueJson.mapper().createObjectNode();
    ArrayNode items = answer.putObject("data").putArray("list");
    for (int i = from; i < Math.min(found.size(), from + page); i++) {
      items.add(found.get(i));
    }
    if (from + page < found.size()) {
      answer.put("next", Integer.toString(from + page));
    } else {
      answer.putNull("next");
    }
    return answer;
  }

  /** Calls of a method so far. */
  long calls(String method) {
    return gateway.requests.stream().filter(one -> one.method().equals(method)).count();
  }

  @Override
  public void close() {
    gateway.close();
  }
}
