package dev.dougong.web.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Stands between a browser and the server, and puts a payload into every text for people that the
 * server answers: labels, names, values, problems. So each place of a screen that shows such a text
 * is tried, whoever could have written it, and none has to be named.
 */
final class PoisonedAnswers {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What people read is Chinese here, or has words; keys, ids and moments are left as they are. */
  private static final Pattern FOR_PEOPLE = Pattern.compile("[\\p{IsHan}]|^\\p{L}+ \\p{L}.*");

  private static final Pattern ADDRESS = Pattern.compile("https?://.*");

  /** Rules are no texts for people: one with a payload would only not be understood. */
  private static final Set<String> RULES =
      Set.of("filter", "when", "expression", "visible", "requiredWhen", "default", "pattern");

  private final int each;
  private int next;

  /**
   * Answers have payloads in turn.
   *
   * @param first number of the first payload
   * @param each how many stand in one text
   */
  PoisonedAnswers(int first, int each) {
    this.next = first;
    this.each = each;
  }

  /** Takes its place before a browser. */
  void before(BrowserContext context) {
    context.route("**/api/**", this::pass);
  }

  private void pass(Route route) {
    if (route.request().headers().getOrDefault("accept", "").contains("event-stream")) {
      route.resume();
      return;
    }
    try {
      APIResponse answer = route.fetch();
      String type = answer.headers().getOrDefault("content-type", "");
      Route.FulfillOptions said = new Route.FulfillOptions().setResponse(answer);
      if (type.contains("json")) {
        said.setBodyBytes(JSON.writeValueAsBytes(poisoned(JSON.readTree(answer.body()), "")));
      }
      route.fulfill(said);
    } catch (PlaywrightException e) {
      // the page went on to another screen and waits for this no more
      route.abort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode poisoned(JsonNode value, String name) {
    if (value.isObject()) {
      ObjectNode all = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> entry : value.properties()) {
        all.set(entry.getKey(), poisoned(entry.getValue(), entry.getKey()));
      }
      return all;
    }
    if (value.isArray()) {
      ArrayNode all = JsonNodeFactory.instance.arrayNode();
      value.forEach(one -> all.add(poisoned(one, name)));
      return all;
    }
    return value.isTextual() && !RULES.contains(name)
        ? JsonNodeFactory.instance.textNode(poisoned(value.asText()))
        : value;
  }

  private String poisoned(String text) {
    if (ADDRESS.matcher(text).matches()) {
      return Payloads.address(next++);
    }
    if (!FOR_PEOPLE.matcher(text).find()) {
      return text;
    }
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < each; i++) {
      all.append(Payloads.of(next++));
    }
    return all + text;
  }
}
