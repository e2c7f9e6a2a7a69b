package dev.dougong.web.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProblemCodesTest {

  private static final Path REGISTER = Path.of("../docs/problem-codes.txt");
  private static final String REMEDY = ".remedy";
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-zA-Z]+)}");

  /**
   * A code at the place where it is made; a code that comes from elsewhere is caught by its area.
   */
  private static final Pattern MADE =
      Pattern.compile(
          "Problem\\.of\\(\\s*\"([^\"]+)\"|new Problem\\(\\s*\"([^\"]+)\""
              + "|Problem\\.at\\([^;]*?,\\s*\"([A-Za-z.]+)\"\\s*\\)");

  /** The texts of one area, in both languages. */
  private record Area(Path folder, String name, Properties zh, Properties en) {}

  private static final List<Area> AREAS = new ArrayList<>();
  private static final Set<String> CODES = new TreeSet<>();

  @BeforeAll
  static void readTexts() throws IOException {
    for (Path folder : folders("src/main/resources/problems")) {
      Set<String> names = new TreeSet<>();
      for (Path file : files(folder, ".properties")) {
        names.add(file.getFileName().toString().replaceFirst("_(zh|en)\\.properties$", ""));
      }
      for (String name : names) {
        AREAS.add(new Area(folder, name, read(folder, name, "zh"), read(folder, name, "en")));
      }
    }
    for (Area area : AREAS) {
      for (String key : area.en().stringPropertyNames()) {
        CODES.add(withoutRemedy(key));
      }
    }
  }

  @Test
  void everyTextStandsInBothLanguagesWithTheSameArguments() {
    List<String> faults = new ArrayList<>();
    for (Area area : AREAS) {
      Set<String> keys = new TreeSet<>(area.en().stringPropertyNames());
      keys.addAll(area.zh().stringPropertyNames());
      for (String key : keys) {
        String zh = area.zh().getProperty(key);
        String en = area.en().getProperty(key);
        if (zh == null || en == null) {
          faults.add(key + " has no " + (zh == null ? "Chinese" : "English") + " text");
        } else if (!placeholders(zh).equals(placeholders(en))) {
          faults.add(key + " names " + placeholders(zh) + " in Chinese, not " + placeholders(en));
        }
      }
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void everyTextStandsInTheFileOfItsArea() {
    List<String> faults = new ArrayList<>();
    for (Area area : AREAS) {
      for (String key : area.en().stringPropertyNames()) {
        String code = withoutRemedy(key);
        String prefix = code.contains(".") ? code.substring(0, code.indexOf('.')) : "general";
        if (!prefix.equals(area.name())) {
          faults.add(key + " stands in " + area.name());
        }
      }
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void noAreaIsSplitOverModules() {
    assertThat(AREAS.stream().map(Area::name).toList()).doesNotHaveDuplicates();
  }

  @Test
  void everyCodeInTheSourcesHasTexts() throws IOException {
    Set<String> missing = new TreeSet<>();
    for (Path folder : folders("src/main/java")) {
      for (Path file : files(folder, ".java")) {
        for (String code : codesIn(Files.readString(file))) {
          if (!CODES.contains(code)) {
            missing.add(code + " in " + file.getFileName());
          }
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void nineOfTenCodesHaveARemedy() {
    long remedies =
        AREAS.stream()
            .flatMap(area -> area.en().stringPropertyNames().stream())
            .filter(key -> key.endsWith(REMEDY))
            .count();
    assertThat(remedies).isGreaterThanOrEqualTo(CODES.size() * 9L / 10);
  }

  @Test
  void codesAreOnlyEverAdded() throws IOException {
    List<String> registered = new ArrayList<>(Files.readAllLines(REGISTER));
    assertThat(registered).doesNotHaveDuplicates();
    assertThat(CODES).as("codes that once were given out keep their texts").containsAll(registered);
    List<String> added = CODES.stream().filter(code -> !registered.contains(code)).toList();
    if (Boolean.getBoolean("golden.update") && !added.isEmpty()) {
      registered.addAll(added);
      Files.write(REGISTER, registered);
    }
    assertThat(registered).as("add with -Dgolden.update=true").containsAll(CODES);
  }

  private static Set<String> codesIn(String source) {
    Set<String> codes = new TreeSet<>();
    Matcher made = MADE.matcher(source);
    while (made.find()) {
      for (int group = 1; group <= made.groupCount(); group++) {
        if (made.group(group) != null) {
          codes.add(made.group(group));
        }
      }
    }
    String areas = AREAS.stream().map(Area::name).collect(Collectors.joining("|"));
    Matcher literal = Pattern.compile("\"((?:" + areas + ")\\.[a-z][A-Za-z]+)\"").matcher(source);
    while (literal.find()) {
      codes.add(literal.group(1));
    }
    return codes;
  }

  private static String withoutRemedy(String key) {
    return key.endsWith(REMEDY) ? key.substring(0, key.length() - REMEDY.length()) : key;
  }

  private static Set<String> placeholders(String text) {
    return PLACEHOLDER
        .matcher(text)
        .results()
        .map(result -> result.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Path> folders(String below) throws IOException {
    try (Stream<Path> modules = Files.list(Path.of(".."))) {
      return modules.map(module -> module.resolve(below)).filter(Files::isDirectory).toList();
    }
  }

  private static List<Path> files(Path folder, String suffix) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(suffix)).toList();
    }
  }

  private static Properties read(Path folder, String area, String language) throws IOException {
    Properties properties = new Properties();
    Path file = folder.resolve(area + "_" + language + ".properties");
    if (Files.exists(file)) {
      try (Reader in = Files.newBufferedReader(file)) {
        properties.load(in);
      }
    }
    return properties;
  }
}
