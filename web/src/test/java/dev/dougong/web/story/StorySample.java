package dev.dougong.web.story;

import java.lang.reflect.Method;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which stories a commit tells: a fifth of the {@link Sampled} ones, and of a story that is told in
 * several ways, by device or language, one way. {@code ./test --full Stories} tells all.
 *
 * @param isWhole whether all are told
 * @param number chooses; that of the commit, or {@code SEED}
 */
record StorySample(boolean isWhole, long number) {

  /** Why a way is skipped; {@code .ci/check-requirements.mjs} knows it. */
  static final String ANOTHER_WAY = "another way of it is told: ./test --full Stories";

  /** One of so many is told. */
  private static final int SHARE = 5;

  private static final Pattern INVOCATION =
      Pattern.compile("\\[test-template-invocation:#(\\d+)\\]$");

  /** By the properties that {@code ./test} sets; without them another sample each day. */
  static StorySample ofThisRun() {
    String given = System.getProperty("dougong.sample", "");
    return new StorySample(
        Boolean.getBoolean("dougong.full"),
        given.isBlank() ? LocalDate.now(TimeMachine.ZONE).toEpochDay() : Long.parseLong(given));
  }

  boolean has(Class<?> story) {
    return isWhole
        || !story.isAnnotationPresent(Sampled.class)
        || Math.floorMod(story.getSimpleName().hashCode() + number, SHARE) == 0;
  }

  /** Whether this way of a story is told; what is no way of one is. */
  boolean has(ExtensionContext context) {
    Matcher invocation = INVOCATION.matcher(context.getUniqueId());
    Optional<Method> story = context.getTestMethod();
    return story.isEmpty()
        || !invocation.find()
        || has(story.get(), Integer.parseInt(invocation.group(1)));
  }

  /** Whether the way with this number, from 1, is told. */
  boolean has(Method story, int way) {
    int ways = waysOf(story);
    String name = story.getDeclaringClass().getSimpleName() + "#" + story.getName();
    return isWhole || ways < 2 || Math.floorMod(name.hashCode() + number, ways) == way - 1;
  }

  private static int waysOf(Method story) {
    CsvSource source = story.getAnnotation(CsvSource.class);
    List<Class<?>> takes = List.of(story.getParameterTypes());
    boolean hasWays = takes.contains(Device.class) || takes.contains(Language.class);
    return source == null || !hasWays ? 1 : source.value().length;
  }
}
