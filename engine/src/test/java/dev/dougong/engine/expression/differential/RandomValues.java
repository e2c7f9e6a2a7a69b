package dev.dougong.engine.expression.differential;

import dev.dougong.engine.value.ValueKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** Values that hurt: borders, 30 digits, leap days, characters beyond 16 bits. */
final class RandomValues {

  private static final List<String> PIECES =
      List.of(
          "王芳",
          "138",
          "00138000",
          "iPhone 17",
          "a",
          "B",
          "é",
          "ß",
          "Ж",
          "斗拱",
          "𠮷",
          "😀",
          " ",
          "　",
          "%",
          "_",
          "\\",
          "'",
          "\"",
          "-12.5",
          "2024-02-29",
          "\uE000",
          "ＡＢ",
          "\t",
          "x");

  private final Random random;

  RandomValues(Random random) {
    this.random = random;
  }

  Object of(ValueKind kind) {
    return switch (kind) {
      case TEXT -> text();
      case INTEGER -> integer();
      case DECIMAL -> decimal();
      case BOOLEAN -> random.nextBoolean();
      case DATE -> date();
      case TIME -> LocalTime.ofSecondOfDay(random.nextInt(86_400));
      case DATE_TIME -> instant();
      case DURATION -> Duration.ofSeconds(random.nextInt(2_000_000) - 500_000L);
      case TEXT_LIST -> texts();
      case REFERENCE -> id();
      case REFERENCE_LIST -> ids();
      case TABLE, JSON, SEALED -> throw new IllegalArgumentException("kind: " + kind);
    };
  }

  UUID id() {
    return Shop.id(random.nextInt(5));
  }

  private List<UUID> ids() {
    Set<UUID> ids = new LinkedHashSet<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      ids.add(id());
    }
    return List.copyOf(ids);
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    int pieces = 1 + random.nextInt(random.nextInt(60) == 0 ? 1500 : 4);
    for (int i = 0; i < pieces; i++) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  String shortText() {
    return PIECES.get(random.nextInt(PIECES.size()));
  }

  private List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      texts.add(shortText());
    }
    return texts;
  }

  private Long integer() {
    return switch (random.nextInt(8)) {
      case 0 -> 0L;
      case 1 -> random.nextLong();
      case 2 -> (long) random.nextInt();
      default -> random.nextInt(40) - 8L;
    };
  }

  BigDecimal decimal() {
    return switch (random.nextInt(10)) {
      case 0 -> BigDecimal.ZERO;
      case 1 -> new BigDecimal(new BigInteger(99, random), random.nextInt(13));
      case 2 -> new BigDecimal(new BigInteger(60, random), 12).negate();
      case 3 -> new BigDecimal("0.000000000001");
      case 4 -> BigDecimal.valueOf(random.nextInt(), 2);
      case 5 -> BigDecimal.valueOf(random.nextInt(2001) - 1000L, 1);
      default -> BigDecimal.valueOf(random.nextInt(1_000_000), 2);
    };
  }

  private LocalDate date() {
    return switch (random.nextInt(12)) {
      case 0 -> LocalDate.of(2000 + 4 * random.nextInt(10), 2, 29);
      case 1 -> LocalDate.of(1 + random.nextInt(9999), 12, 31);
      case 2 -> LocalDate.of(1, 1, 1);
      case 3 -> LocalDate.of(9999, 12, 31);
      default -> LocalDate.of(1950, 1, 1).plusDays(random.nextInt(40_000));
    };
  }

  private Instant instant() {
    return switch (random.nextInt(12)) {
      case 0 -> Instant.parse("0001-01-01T00:00:00Z");
      case 1 -> Instant.parse("9999-12-31T23:59:59.999999Z");
      case 2 -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000) * 1000L);
      default ->
          Instant.ofEpochSecond(
              1_600_000_000L + random.nextInt(400_000_000), random.nextInt(1_000_000) * 1000L);
    };
  }
}
