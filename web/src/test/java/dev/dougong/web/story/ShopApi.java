package dev.dougong.web.story;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.options.RequestOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The API as a person's browser may call it: prepares stories and checks what screens hide. */
final class ShopApi {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final APIRequestContext requests;

  ShopApi(APIRequestContext requests) {
    this.requests = requests;
  }

  /** Signs in and gives the secret of the session. */
  String signIn(String username) {
    APIResponse answer =
        requests.post(
            "/api/login", said(Map.of("username", username, "password", RunningShop.PASSWORD)));
    if (answer.status() != 204) {
      throw new AssertionError("sign-in of " + username + ": " + answer.status());
    }
    String cookie = answer.headers().getOrDefault("set-cookie", "");
    return cookie.replaceFirst("^dougong_session=([^;]*).*", "$1");
  }

  APIResponse get(String path) {
    return requests.get(path, RequestOptions.create().setHeader("X-Dougong", "1"));
  }

  /**
   * Looks until what works by itself has come so far.
   *
   * @param looks how often at the most
   */
  JsonNode await(String path, int looks, Predicate<JsonNode> isThere) {
    JsonNode found = null;
    for (int look = 0; look < looks; look++) {
      found = read(get(path));
      if (isThere.test(found)) {
        return found;
      }
    }
    throw new AssertionError(path + " came no further than " + found);
  }

  /** The first record of a list. */
  JsonNode first(String entity, String filter) {
    JsonNode items =
        read(get("/api/data/%s?limit=1&filter=%s".formatted(entity, encode(filter)))).get("items");
    if (items == null || items.isEmpty()) {
      throw new AssertionError("no " + entity + " with " + filter);
    }
    return items.get(0);
  }

  JsonNode create(String entity, Map<String, ?> values) {
    return read(requests.post("/api/data/" + entity, said(values)));
  }

  JsonNode post(String path, Map<String, ?> body) {
    return read(requests.post(path, said(body)));
  }

  /** Saves the draft of a document. */
  void put(String path, String document) {
    RequestOptions said =
        RequestOptions.create()
            .setHeader("X-Dougong", "1")
            .setHeader("Content-Type", "application/json")
            .setData(document);
    JsonNode unused = read(requests.put(path, said));
  }

  /** Saves a document and publishes it. */
  void publish(String kind, String key, String document) {
    put("/api/meta/" + kind + "/" + key, document);
    publish(List.of(Map.of("kind", kind, "key", key)));
  }

  /** Publishes an entity and its form, given as their documents. */
  void publish(String entity, String entityKey, String form, String formKey) {
    put("/api/meta/entity/" + entityKey, entity);
    put("/api/meta/form/" + formKey, form);
    publish(
        List.of(
            Map.of("kind", "entity", "key", entityKey), Map.of("kind", "form", "key", formKey)));
  }

  private void publish(List<Map<String, String>> items) {
    JsonNode answer = post("/api/meta/publish", Map.of("items", items));
    if (!answer.path("ok").asBoolean()) {
      throw new AssertionError(answer.toString());
    }
  }

  /** The problem of a record that the server does not take. */
  JsonNode refusal(String entity, Map<String, ?> values) {
    APIResponse answer = requests.post("/api/data/" + entity, said(values));
    if (answer.status() != 422) {
      throw new AssertionError(values + ": " + answer.status() + " " + answer.text());
    }
    return parse(answer);
  }

  /** Says something and expects success. */
  void order(String path, Map<String, ?> body) {
    succeed(requests.post(path, said(body)));
  }

  private static void succeed(APIResponse answer) {
    if (!answer.ok()) {
      throw new AssertionError(answer.url() + ": " + answer.status() + " " + answer.text());
    }
  }

  /** Changes a record as it is now. */
  void patch(String entity, String id, Map<String, ?> values) {
    String path = "/api/data/" + entity + "/" + id;
    String version = read(get(path)).path("version").asText();
    succeed(requests.patch(path, said(values).setHeader("If-Match", "\"" + version + "\"")));
  }

  /** Sends JSON by a method; the answer is JSON too. */
  JsonNode send(String method, String path, Object body) {
    return read(requests.fetch(path, said(body).setMethod(method)));
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static RequestOptions said(Object body) {
    return RequestOptions.create().setHeader("X-Dougong", "1").setData(body);
  }

  /** The answer as JSON; anything but success fails the story. */
  static JsonNode read(APIResponse answer) {
    succeed(answer);
    return parse(answer);
  }

  private static JsonNode parse(APIResponse answer) {
    try {
      return JSON.readTree(answer.text());
    } catch (JsonProcessingException e) {
      throw new AssertionError(answer.url() + " is not JSON", e);
    }
  }
}
