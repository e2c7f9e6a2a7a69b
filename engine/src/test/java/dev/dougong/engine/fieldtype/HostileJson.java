package dev.dougong.engine.fieldtype;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** JSON that wants to break a reader. */
final class HostileJson {

  private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);
  private static final List<JsonNode> ALL = make();

  private HostileJson() {}

  /** A fixed list, each of another kind of trouble. */
  static List<JsonNode> all() {
    return ALL;
  }

  private static List<JsonNode> make() {
    List<JsonNode> all = new ArrayList<>();
    for (String text :
        List.of(
            "\u0000",
            "a\u0000b",
            "\ud800",
            "x\udc00y",
            "\u202e",
            "\u0007",
            "'; DROP TABLE x; --",
            "<script>alert(1)</script>",
            "{{7*7}}",
            "${7*7}",
            "1e400",
            "-0",
            "NaN",
            "Infinity",
            "0x1F",
            "９９９９",
            "١٢٣",
            "2024-02-30",
            "0000-00-00",
            "99999-01-01",
            "24:00:60",
            "PT9999999999999999999H",
            "1-1-1-1-1",
            "+86+86",
            "///",
            "null",
            "\uFEFF",
            "\u200b")) {
      all.add(NODES.textNode(text));
    }
    all.add(NODES.textNode("9".repeat(100_000)));
    all.add(NODES.textNode("年".repeat(100_000)));
    all.add(NODES.textNode(" ".repeat(100_000) + "x"));
    all.add(NODES.textNode("1,".repeat(50_000)));
    all.add(NODES.textNode("[](".repeat(30_000)));
    all.add(NODES.textNode("<a ".repeat(30_000)));
    all.add(NODES.textNode("a@".repeat(30_000)));
    all.add(NODES.numberNode(new BigDecimal("1e400")));
    all.add(NODES.numberNode(new BigDecimal("-1e-400")));
    all.add(NODES.numberNode(new BigDecimal("1e2147483647")));
    all.add(NODES.numberNode(new BigDecimal("1e-2147483647")));
    all.add(NODES.numberNode(BigInteger.ONE.shiftLeft(3_300_000)));
    all.add(NODES.numberNode(new BigDecimal(BigInteger.ONE.shiftLeft(3_300_000), 900_000)));
    all.add(NODES.numberNode(Double.NaN));
    all.add(NODES.numberNode(Double.NEGATIVE_INFINITY));
    all.add(NODES.numberNode(Double.MIN_VALUE));
    all.add(NODES.numberNode(Long.MIN_VALUE));
    all.add(NODES.binaryNode(new byte[] {1, 2}));
    all.add(NODES.pojoNode(new Object()));
    all.add(NODES.missingNode());
    all.add(deep(true));
    all.add(deep(false));
    all.add(wide());
    ObjectNode keys = NODES.objectNode();
    keys.put("\u0000", 1).put("\ud800", "x").put("", "y").put("id", 5).putNull("value");
    all.add(keys);
    return List.copyOf(all);
  }

  private static JsonNode deep(boolean isArray) {
    JsonNode node = NODES.textNode("x");
    for (int i = 0; i < 5000; i++) {
      node = isArray ? NODES.arrayNode().add(node) : NODES.objectNode().set("id", node);
    }
    return node;
  }

  private static JsonNode wide() {
    ArrayNode node = NODES.arrayNode();
    for (int i = 0; i < 50_000; i++) {
      node.add(i % 2 == 0 ? NODES.nullNode() : NODES.textNode("x" + i));
    }
    return node;
  }

  /** One of many, made of the fixed ones and of the pieces that types read. */
  static JsonNode random(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 9 : 6)) {
      case 0 -> ALL.get(random.nextInt(28));
      case 1 -> NODES.numberNode(random.nextLong());
      case 2 ->
          NODES.numberNode(
              new BigDecimal(
                  new BigInteger(random.nextInt(500), random), random.nextInt(1000) - 500));
      case 3 -> NODES.booleanNode(random.nextBoolean());
      case 4 -> NODES.nullNode();
      case 5 -> NODES.textNode(text(random));
      case 6, 7 -> {
        ObjectNode node = NODES.objectNode();
        String[] names = {"id", "value", "lng", "lat", "name", "size", "type", "phone", "address"};
        for (int i = random.nextInt(6); i >= 0; i--) {
          node.set(names[random.nextInt(names.length)], random(random, depth - 1));
        }
        yield node;
      }
      default -> {
        ArrayNode node = NODES.arrayNode();
        for (int i = random.nextInt(6); i >= 0; i--) {
          node.add(random(random, depth - 1));
        }
        yield node;
      }
    };
  }

  private static String text(Random random) {
    String pieces = "0123456789-:./+PTHMS年月日时分秒点,;%¥()eE省市区张\u0000\ud83d\ude00\ud800 #@";
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(30); i >= 0; i--) {
      text.append(pieces.charAt(random.nextInt(pieces.length())));
    }
    return text.toString();
  }
}
