package dev.dougong.web.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;

/** Messages that went out to customers, or would have. */
final class Sent {

  private Sent() {}

  /** How many of the messages are for somebody and have these words. */
  static long count(JsonNode messages, JsonNode customer, String words) {
    String phone = customer.get("phone").asText();
    long count = 0;
    for (JsonNode one : messages.path("items")) {
      boolean isTheirs = one.path("recipient").asText().equals(phone);
      count += isTheirs && one.path("body").asText().contains(words) ? 1 : 0;
    }
    return count;
  }

  /**
   * Waits for the message of this number to somebody with these words, and opens it on the screen.
   */
  static Locator newest(Stage stage, JsonNode customer, String words, int count) {
    Person admin = stage.person("admin", Device.PC, Language.ZH);
    var unused =
        admin
            .api()
            .await(
                "/api/messages?limit=200",
                Rows.MOST_LOOKS,
                all -> count(all, customer, words) == count);
    admin.open("/admin/messages");
    return admin
        .page()
        .locator(".dg-messages li")
        .filter(has(customer.get("name").asText()))
        .filter(has(words))
        .first();
  }

  private static Locator.FilterOptions has(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
