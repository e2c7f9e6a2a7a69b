package dev.dougong.web.story;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * All places of the product into which somebody can write a text that others see, filled with one
 * payload; {@code p07} and the payload stand in place 7. Written by the administrator, by the API,
 * so that nothing that a form refuses is spared.
 */
final class ScriptPlaces {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final APIRequestContext requests;
  private final String payload;
  private final Map<String, String> names = new LinkedHashMap<>();
  private final JsonNode places;

  /** By the requests of the administrator. */
  ScriptPlaces(APIRequestContext requests, String payload) {
    this.requests = requests;
    this.payload = payload;
    this.places = tree(resource("/scripts/places.json"));
  }

  static List<String> payloads() {
    return resource("/scripts/payloads.txt").lines().toList();
  }

  private static String resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(ScriptPlaces.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static JsonNode tree(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  /** What stands in a place. */
  String text(String place) {
    return "p" + place + " " + payload.replace("{{", "{ {");
  }

  /** A page with the places that are shown on it. */
  record Visit(String path, List<String> places) {}

  List<Visit> visits() {
    List<Visit> visits = new ArrayList<>();
    names.put("query", ShopApi.encode(text("51")).replace("+", "%20"));
    for (JsonNode visit : places.get("visits")) {
      String path = visit.get(0).asText();
      for (Map.Entry<String, String> name : names.entrySet()) {
        path = path.replace("$" + name.getKey(), name.getValue());
      }
      List<String> shown = List.of(visit.get(1).asText().split(" ", -1));
      visits.add(new Visit(path, shown.get(0).isEmpty() ? List.of() : shown));
    }
    return visits;
  }

  /** The name of the person who looks. */
  String username() {
    return names.getOrDefault("user", "");
  }

  /** Fills all of them; the number tells one payload from the next. */
  void fill(int number) {
    names.put("unit", "scripted" + number);
    names.put("user", "scripted" + number);
    names.put("password", RunningShop.PASSWORD);
    publish();
    names.put("company", company());
    names.put("unitId", id("POST", "/api/org-units", places.get("unit")));
    names.put("userId", id("POST", "/api/users", places.get("person")));
    names.put("file", upload("/api/files", Map.of(), written("file"), "text"));
    names.put("parent", id("POST", "/api/data/scripted", places.get("parent")));
    names.put("record", id("POST", "/api/data/scripted", places.get("record")));
    String record = "/api/data/scripted/" + names.get("record");
    JsonNode comment = send("POST", record + "/comments", places.get("comment"));
    names.put("comment", comment.path("id").asText());
  }

  /** What the person who looks has made themselves. */
  void fillOwn(APIRequestContext own) {
    ScriptPlaces mine = new ScriptPlaces(own, payload);
    mine.names.putAll(names);
    String board = UUID.nameUUIDFromBytes(username().getBytes(StandardCharsets.UTF_8)).toString();
    board = board.substring(0, 14) + "7" + board.substring(15);
    names.put("board", board);
    JsonNode filter = mine.send("PUT", "/api/saved-filters/" + board, places.get("filter"));
    JsonNode saved = mine.send("PUT", "/api/own-dashboards/" + board, places.get("board"));
    JsonNode key = mine.send("POST", "/api/api-keys", places.get("key"));
    if (filter.isEmpty() || saved.isEmpty() || key.isEmpty()) {
      throw new AssertionError("nothing was made");
    }
    String unused =
        mine.upload(
            "/api/imports", Map.of("entity", "scripted"), "rows.csv", mine.written("import"));
  }

  private void publish() {
    List<Map<String, String>> items = new ArrayList<>();
    for (JsonNode document : places.get("documents")) {
      String kind = document.get(0).asText();
      String key = document.get(1).asText();
      JsonNode unused = send("PUT", "/api/meta/" + kind + "/" + key, document.get(2));
      items.add(Map.of("kind", kind, "key", key));
    }
    JsonNode unused = send("POST", "/api/meta/publish", JSON.valueToTree(Map.of("items", items)));
  }

  private String company() {
    JsonNode units = ShopApi.read(requests.get("/api/org-units")).path("items");
    for (JsonNode unit : units) {
      if (unit.path("kind").asText().equals("company")) {
        return unit.path("id").asText();
      }
    }
    String body =
        "{\"key\":\"top\",\"parent\":null,\"kind\":\"company\",\"label\":{\"zh\":\"top\"}}";
    return id("POST", "/api/org-units", tree(body));
  }

  private String id(String method, String path, JsonNode body) {
    return send(method, path, body).path("id").asText();
  }

  private JsonNode send(String method, String path, JsonNode body) {
    APIResponse answer =
        requests.fetch(
            path,
            RequestOptions.create()
                .setMethod(method)
                .setHeader("X-Dougong", "1")
                .setHeader("Content-Type", "application/json")
                .setData(filled(body.toString())));
    return ShopApi.read(answer);
  }

  private String written(String name) {
    String json = filled(places.get(name).toString());
    return tree(json).asText();
  }

  /** Two braces begin a value in the texts of workflows and are refused where there is none. */
  private String filled(String json) {
    String text = json;
    for (Map.Entry<String, String> name : names.entrySet()) {
      text = text.replace("\"$" + name.getKey() + "\"", "\"" + name.getValue() + "\"");
    }
    StringBuilder all = new StringBuilder();
    var place = java.util.regex.Pattern.compile("@(\\d\\d)@").matcher(text);
    while (place.find()) {
      String written = text(place.group(1));
      String quoted = JSON.valueToTree(written).toString();
      place.appendReplacement(
          all, java.util.regex.Matcher.quoteReplacement(quoted.substring(1, quoted.length() - 1)));
    }
    place.appendTail(all);
    return all.toString();
  }

  private String upload(String path, Map<String, String> parts, String name, String content) {
    FormData form =
        FormData.create()
            .set(
                "file",
                new FilePayload(name, "text/plain", content.getBytes(StandardCharsets.UTF_8)));
    parts.forEach(form::set);
    APIResponse answer =
        requests.post(path, RequestOptions.create().setHeader("X-Dougong", "1").setMultipart(form));
    return ShopApi.read(answer).path("id").asText();
  }

  /** Takes the records away, so that the next payload has short lists. */
  void clear() {
    for (String record : List.of("record", "parent")) {
      APIResponse unused =
          requests.delete(
              "/api/data/scripted/" + names.get(record),
              RequestOptions.create().setHeader("X-Dougong", "1").setHeader("If-Match", "\"1\""));
    }
  }
}
