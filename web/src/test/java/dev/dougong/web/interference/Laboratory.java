package dev.dougong.web.interference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is published: an entity with two fields of each type, one open and one secret, others around
 * it, and roles that each get at their records in another way. No role reads a field whose key ends
 * in {@code Secret}, nor the entity {@code vault}.
 */
final class Laboratory {

  static final String OPEN = "Open";
  static final String SECRET = "Secret";

  /** The roles, one person each, by what decides which deals they read. */
  static final Map<String, String> ROLES =
      Map.of(
          "unitReader", "isWithin(orgUnit, userOrgUnit())",
          "ownReader", "owner == user()",
          "valueReader", "choiceOpen == \"a\"",
          "pathReader", "isWithin(referenceOpen.orgUnit, userOrgUnit())",
          "maskReader", "isWithin(orgUnit, userOrgUnit()) && booleanOpen");

  /** A role that reads one secret, so that the comparison has something to find. */
  static final String LEAKY = "leakyReader";

  static final List<String> MASKED = List.of("textSecret", "phoneSecret", "emailSecret");

  /** Required, so that nothing is made by who leaves it out. */
  private static final String NAME =
      "{\"key\":\"name\",\"type\":\"text\",\"required\":true,\"search\":true}";

  /** Steps that records show which nobody may see, and one that hangs on a secret. */
  private static final String GUIDE =
      """
      {"key":"steps","label":{"zh":"上手"},"steps":[
        {"key":"any","label":{"zh":"有"},"done":{"entity":"part"}},
        {"key":"hidden","label":{"zh":"看不见的"},"open":{"entity":"part"},
         "done":{"entity":"part","filter":"name == \\"hidden first\\""}},
        {"key":"secret","label":{"zh":"机密"},
         "done":{"entity":"part","filter":"textSecret == \\"sfirst\\""}},
        {"key":"vault","label":{"zh":"金库"},"open":{"entity":"vault"}}]}
      """;

  private Laboratory() {}

  /** Documents by kind and key. */
  static Map<String, Map<String, String>> documents() {
    Map<String, Map<String, String>> all = new LinkedHashMap<>();
    all.put("entity", entities());
    Map<String, String> roles = new LinkedHashMap<>();
    ROLES.forEach((key, rule) -> roles.put(key, role(key, rule, "hidden")));
    roles.put("maskReader", role("maskReader", ROLES.getOrDefault("maskReader", ""), "masked"));
    roles.put(LEAKY, role(LEAKY, ROLES.getOrDefault("unitReader", ""), "read"));
    all.put("role", roles);
    all.put("guide", Map.of("steps", GUIDE));
    return all;
  }

  private static Map<String, String> entities() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put(
        "vault",
        entity(
            "vault",
            NAME,
            "{\"key\":\"textSecret\",\"type\":\"text\",\"search\":true}",
            integer("amountSecret")));
    all.put("bell", entity("bell", NAME, integer("amountOpen"), reference("deal", "deal")));
    all.put(
        "part",
        entity(
            "part",
            NAME,
            integer("amountOpen"),
            integer("amountSecret"),
            text("textSecret"),
            "{\"key\":\"choiceOpen\",\"type\":\"choice\",\"options\":[{\"value\":\"a\"},{\"value\":\"z\"}]}",
            "{\"key\":\"booleanOpen\",\"type\":\"boolean\"}",
            reference("deal", "deal"),
            reference("referenceOpen", "part")));
    List<String> fields = new ArrayList<>();
    fields.add(NAME);
    fields.add("{\"key\":\"code\",\"type\":\"text\",\"unique\":true}");
    fields.add(reference("vault", "vault"));
    FieldSample.all().forEach(sample -> fields.add(sample.fields()));
    all.put("deal", entity("deal", fields.toArray(String[]::new)));
    return all;
  }

  private static String entity(String key, String... fields) {
    return "{\"key\":\"%s\",\"title\":\"name\",\"fields\":[%s]%s}"
        .formatted(key, String.join(",", fields), key.equals("deal") ? DUPLICATES : "");
  }

  private static final String DUPLICATES =
      """
      ,"duplicates":[{"key":"sameSecret","match":[{"field":"phoneSecret"}]},
       {"key":"sameOpen","match":[{"field":"phoneOpen"}]}]\
      """;

  private static String text(String key) {
    return "{\"key\":\"%s\",\"type\":\"text\"}".formatted(key);
  }

  private static String integer(String key) {
    return "{\"key\":\"%s\",\"type\":\"integer\"}".formatted(key);
  }

  private static String reference(String key, String entity) {
    return "{\"key\":\"%s\",\"type\":\"reference\",\"entity\":\"%s\"}".formatted(key, entity);
  }

  /** Every secret is hidden, but for what has a mask, of which {@code masked} says the right. */
  private static String role(String key, String rule, String masked) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (FieldSample sample : FieldSample.all()) {
      boolean isMasked = MASKED.contains(sample.secretKey());
      fields.put(sample.secretKey(), isMasked ? masked : "hidden");
    }
    if (key.equals(LEAKY)) {
      fields.replaceAll((field, right) -> field.equals("textSecret") ? "read" : "hidden");
    }
    return "{\"key\":\"%s\",\"entities\":[%s,%s,%s]}"
        .formatted(
            key,
            rights("deal", rule, fields),
            rights("part", rule, Map.of("textSecret", "hidden", "amountSecret", "hidden")),
            rights("bell", "true", Map.of()));
  }

  private static String rights(String entity, String rule, Map<String, String> fields) {
    String read = rule.equals("true") ? rule : "\"" + rule.replace("\"", "\\\"") + "\"";
    return ("{\"entity\":\"%s\",\"create\":true,\"read\":%s,\"update\":true,\"delete\":true,"
            + "\"export\":true,\"import\":true,\"fields\":{%s}}")
        .formatted(
            entity,
            read,
            fields.entrySet().stream()
                .map(one -> "\"" + one.getKey() + "\":\"" + one.getValue() + "\"")
                .collect(Collectors.joining(",")));
  }
}
