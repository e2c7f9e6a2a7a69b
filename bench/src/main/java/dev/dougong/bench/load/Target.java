package dev.dougong.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** How the same question is put to one of the two servers. */
sealed interface Target {

  /** Reads answers. */
  ObjectMapper MAPPER = new ObjectMapper();

  /** Name in the table. */
  String name();

  /** A new connection. */
  Wire open() throws IOException;

  /** Path of the customers. */
  String customers();

  /** Path of a list with two filters, sorted by the last visit, 50 rows of six columns. */
  String list(String city, String source, @Nullable String after);

  /** Path of a quick search. */
  String search(String q);

  /** Sum and count of all sales by store. */
  Wire.Answer byStore(Wire wire) throws IOException;

  /** Path that takes many customers. */
  String batch(String entity);

  /** Escapes a value for a query. */
  static String escape(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The id in an answer. */
  static String id(Wire.Answer answer) throws IOException {
    JsonNode json = MAPPER.readTree(answer.body());
    return json.path("id").asText();
  }

  /** The product. */
  record Product(int port, String apiKey) implements Target {

    private static final String COLUMNS = "&fields=name,phone,level,city,store,lastVisit&limit=50";

    @Override
    public String name() {
      return "product";
    }

    @Override
    public Wire open() throws IOException {
      return new Wire(port, "Authorization: Bearer " + apiKey + "\r\n");
    }

    @Override
    public String customers() {
      return "/api/data/customer";
    }

    @Override
    public String list(String city, String source, @Nullable String after) {
      String filter = "city == \"" + city + "\" && source == \"" + source + "\"";
      String path = "/api/data/customer?filter=" + escape(filter) + "&sort=-lastVisit" + COLUMNS;
      return after == null ? path : path + "&after=" + escape(after);
    }

    @Override
    public String search(String q) {
      return "/api/data/customer?q=" + escape(q) + COLUMNS;
    }

    @Override
    public Wire.Answer byStore(Wire wire) throws IOException {
      return wire.send(
          "POST",
          "/api/query",
          "{\"entity\":\"sale\",\"dimensions\":[{\"field\":\"store\"}],\"measures\":[{\"key\":\"count\",\"aggregate\":\"count\"},{\"key\":\"sum\",\"aggregate\":\"sum\",\"expression\":\"amount\"}]}",
          "");
    }

    @Override
    public String batch(String entity) {
      return "/api/data/" + entity + "/batch";
    }
  }

  /** The hand-written server. */
  record Baseline(int port) implements Target {

    @Override
    public String name() {
      return "baseline";
    }

    @Override
    public Wire open() throws IOException {
      return new Wire(port, "");
    }

    @Override
    public String customers() {
      return "/customers";
    }

    @Override
    public String list(String city, String source, @Nullable String after) {
      String path = "/customers?city=" + escape(city) + "&source=" + escape(source);
      return after == null ? path : path + "&after=" + escape(after);
    }

    @Override
    public String search(String q) {
      return "/search?q=" + escape(q);
    }

    @Override
    public Wire.Answer byStore(Wire wire) throws IOException {
      return wire.send("GET", "/sales/by-store", null, "");
    }

    @Override
    public String batch(String entity) {
      return "/" + entity + "s/batch";
    }
  }
}
