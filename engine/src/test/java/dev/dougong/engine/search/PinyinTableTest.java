package dev.dougong.engine.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.Transliterator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Makes the pinyin table from ICU and our own list of readings; {@code -Dgolden.update=true} stores
 * it.
 */
class PinyinTableTest {

  private static final Path STORED =
      Path.of("src/main/resources/dev/dougong/engine/search/pinyin.txt");

  @Test
  void tableIsWhatIcuAndOurReadingsOfNamesGive() throws IOException {
    String table = table();
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(STORED, table);
    }
    assertThat(table).isEqualTo(Files.readString(STORED));
  }

  private static String table() throws IOException {
    Map<String, Set<Integer>> characters = new TreeMap<>();
    Transliterator usual = Transliterator.getInstance("Han-Latin");
    Transliterator names = Transliterator.getInstance("Han-Latin/Names");
    for (int point = 0x3400; point < 0xA000; point++) {
      String character = Character.toString(point);
      String reading = usual.transliterate(character);
      if (reading.equals(character)) {
        continue;
      }
      add(reading, point, characters);
      String asSurname = names.transliterate(character + "王");
      add(asSurname.substring(0, asSurname.indexOf(' ')), point, characters);
    }
    for (String line : ourReadings().lines().toList()) {
      String[] words = line.split(" ");
      for (int i = 1; i < words.length; i++) {
        add(words[i], words[0].codePointAt(0), characters);
      }
    }
    StringBuilder table = new StringBuilder();
    characters.forEach(
        (syllable, points) -> {
          table.append(syllable).append(' ');
          points.forEach(table::appendCodePoint);
          table.append('\n');
        });
    return table.toString();
  }

  private static void add(String reading, int point, Map<String, Set<Integer>> characters) {
    String bare =
        Normalizer.normalize(reading.replace('·', 'e'), Normalizer.Form.NFD)
            .replace("u\u0308", "v")
            .replaceAll("[\\u0300-\\u036f]", "");
    if (!bare.matches("[a-z]+")) {
      return;
    }
    characters.computeIfAbsent(bare, any -> new TreeSet<>()).add(point);
    if (bare.indexOf('v') > 0) {
      characters.computeIfAbsent(bare.replace('v', 'u'), any -> new TreeSet<>()).add(point);
    }
  }

  private static String ourReadings() throws IOException {
    try (var in =
        Objects.requireNonNull(PinyinTableTest.class.getResourceAsStream("name-readings.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
