package dev.dougong.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What must be there before records: keys to sign in with, products, stores with their people. */
final class Shop {

  private static final int PRODUCTS = 40;

  /**
   * A store of the product.
   *
   * @param id of its record
   * @param orgUnit its place in the organisation tree
   * @param clerk user who works there
   * @param clerkKey API key with the rights of that user
   */
  record Store(String id, String orgUnit, String clerk, String clerkKey) {}

  private Shop() {}

  /** An API key of the administrator. */
  static String adminKey(Servers servers) throws IOException {
    return key("admin", servers.password(), "admin");
  }

  private static String key(String user, String password, String role) throws IOException {
    try (Wire wire = new Wire(Servers.PRODUCT_PORT, "X-Dougong: 1\r\n")) {
      String body = "{\"username\":\"" + user + "\",\"password\":\"" + password + "\"}";
      Wire.Answer answer = wire.send("POST", "/api/login", body, "");
      if (answer.status() / 100 != 2) {
        throw new IOException("sign-in answered " + answer.status() + ": " + answer.text());
      }
      Wire.Answer key =
          wire.send(
              "POST",
              "/api/api-keys",
              "{\"label\":\"bench\",\"roles\":[\"" + role + "\"]}",
              "Cookie: " + answer.cookie() + "\r\n");
      JsonNode json = Target.MAPPER.readTree(key.body());
      if (!json.path("key").isTextual()) {
        throw new IOException("no key: " + key.status() + " " + key.text());
      }
      return json.path("key").asText();
    }
  }

  /**
   * Takes away the template's workflows and segments, as an administrator would: the baseline
   * starts nothing when a record is written and keeps no members, so the product must not either.
   * What triggers cost is measured apart.
   */
  static void removeAutomation(Target.Product product) throws IOException {
    try (Wire wire = product.open()) {
      ObjectNode publish = Target.MAPPER.createObjectNode();
      ArrayNode items = publish.putArray("items");
      for (String kind : List.of("workflow", "segment")) {
        for (JsonNode document :
            read(wire.send("GET", "/api/meta/" + kind, null, "")).path("items")) {
          String key = document.path("key").asText();
          Wire.Answer answer = wire.send("DELETE", "/api/meta/" + kind + "/" + key, null, "");
          if (answer.status() / 100 != 2) {
            throw new IOException("removing " + key + ": " + answer.text());
          }
          items.addObject().put("kind", kind).put("key", key);
        }
      }
      if (!items.isEmpty()) {
        read(wire.send("POST", "/api/meta/publish", publish.toString(), ""));
      }
      System.out.println(items.size() + " workflows and segments of the template taken away");
    }
  }

  private static JsonNode read(Wire.Answer answer) throws IOException {
    if (answer.status() / 100 != 2) {
      throw new IOException(answer.status() + " " + answer.text());
    }
    return Target.MAPPER.readTree(answer.body());
  }

  /** Ids of products; those of the baseline are no records. */
  static List<String> products(Target target) throws IOException {
    List<String> ids = new ArrayList<>();
    if (target instanceof Target.Baseline) {
      for (int i = 0; i < PRODUCTS; i++) {
        ids.add(new UUID(0x7000, 0x8000000000000000L + i).toString());
      }
      return ids;
    }
    try (Wire wire = target.open()) {
      for (int i = 0; i < PRODUCTS; i++) {
        String body =
            "{\"code\":\"P%03d\",\"name\":\"基准机型%d\",\"category\":\"phone\",\"brand\":\"apple\",\"listPrice\":%d}"
                .formatted(i, i, 1999 + i * 100);
        ids.add(made(target, wire, "/api/data/product", body));
      }
    }
    return ids;
  }

  /** Ids of the products that were made for the load. */
  static List<String> soldProducts(Target.Product target) throws IOException {
    List<String> ids = new ArrayList<>();
    try (Wire wire = target.open()) {
      String path = "/api/data/product?filter=" + Target.escape("startsWith(name, \"基准机型\")");
      for (JsonNode item : read(wire.send("GET", path + "&limit=200", null, "")).path("items")) {
        ids.add(item.path("id").asText());
      }
    }
    return ids;
  }

  /** Stores of the product, each with its unit and one clerk. */
  static List<Store> staffedStores(Target.Product product, int count) throws IOException {
    List<Store> stores = new ArrayList<>();
    try (Wire wire = product.open()) {
      String unit = "{\"key\":\"benchCompany\",\"kind\":\"company\",\"label\":{\"zh\":\"基准公司\"}}";
      String company = made(product, wire, "/api/org-units", unit);
      for (int i = 1; i <= count; i++) {
        unit =
            "{\"key\":\"benchStore%d\",\"parent\":\"%s\",\"kind\":\"store\",\"label\":{\"zh\":\"基准门店%d\"}}"
                .formatted(i, company, i);
        String orgUnit = made(product, wire, "/api/org-units", unit);
        String password = UUID.randomUUID().toString();
        String user =
            "{\"username\":\"benchclerk%d\",\"name\":\"店员%d\",\"password\":\"%s\",\"orgUnit\":\"%s\",\"roles\":[\"clerk\"]}"
                .formatted(i, i, password, orgUnit);
        String clerk = made(product, wire, "/api/users", user);
        String store = "{\"code\":\"B%03d\",\"name\":\"基准门店%d\",\"city\":\"深圳市\"}".formatted(i, i);
        String id = made(product, wire, "/api/data/store", store);
        stores.add(new Store(id, orgUnit, clerk, key("benchclerk" + i, password, "clerk")));
      }
    }
    return stores;
  }

  private static String made(Target target, Wire wire, String path, String body)
      throws IOException {
    Wire.Answer answer = wire.send("POST", path, body, "");
    Load.check(target, answer);
    return Target.id(answer);
  }
}
