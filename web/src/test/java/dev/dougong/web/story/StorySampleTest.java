package dev.dougong.web.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorySampleTest {

  @Sampled
  private static final class Rare {}

  private static final class Always {}

  /** Not a test class of its own: what stories look like. */
  static final class Stories {
    @ParameterizedTest
    @CsvSource({"PC, ZH", "PHONE, EN", "PHONE, ZH"})
    void inThreeWays(Device device, Language language) {}

    @ParameterizedTest
    @CsvSource({"1, 2", "3, 4"})
    void ofNumbers(int one, int other) {}

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void ofWords(String word) {}
  }

  private static Method story(String name) {
    return Arrays.stream(Stories.class.getDeclaredMethods())
        .filter(one -> one.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<Integer> told(StorySample sample, String story, int ways) {
    return IntStream.rangeClosed(1, ways)
        .filter(way -> sample.has(story(story), way))
        .boxed()
        .toList();
  }

  @Test
  void aCommitTellsOneWayAndSoManyCommitsTellAll() {
    List<List<Integer>> told =
        LongStream.range(40, 43)
            .mapToObj(number -> told(new StorySample(false, number), "inThreeWays", 3))
            .toList();
    assertThat(told).allMatch(ways -> ways.size() == 1).doesNotHaveDuplicates();
  }

  @Test
  void whatIsNoWayOfAStoryIsAlwaysTold() {
    StorySample sample = new StorySample(false, 7);
    assertThat(told(sample, "ofNumbers", 2)).containsExactly(1, 2);
    assertThat(told(sample, "ofWords", 2)).containsExactly(1, 2);
  }

  @Test
  void theWholeHasAll() {
    StorySample whole = new StorySample(true, 7);
    assertThat(told(whole, "inThreeWays", 3)).containsExactly(1, 2, 3);
    assertThat(whole.has(Rare.class)).isTrue();
  }

  @Test
  void aFifthOfTheSampledOnesIsTold() {
    long told =
        LongStream.range(0, 100)
            .filter(number -> new StorySample(false, number).has(Rare.class))
            .count();
    assertThat(told).isEqualTo(20);
    assertThat(new StorySample(false, 1).has(Always.class)).isTrue();
  }
}
