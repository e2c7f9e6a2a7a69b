package dev.dougong.web.config;

import dev.dougong.workflow.definition.Span;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What the environment says about a copy on which rules are tried, and whether the database is
 * marked as one. Thread-safe.
 */
@Singleton
public final class Sandbox {

  private final Optional<Boolean> wish;
  private final Duration ahead;
  private volatile boolean isMarked;

  /**
   * From the configuration.
   *
   * @throws IllegalStateException where the span is none, or goes back
   */
  @Inject
  public Sandbox(
      @ConfigProperty(name = "dougong.sandbox") Optional<Boolean> wish,
      @ConfigProperty(name = "dougong.clock.ahead") Optional<String> ahead) {
    this.wish = wish;
    this.ahead = ahead(ahead.orElse("").strip());
  }

  private static Duration ahead(String text) {
    if (text.isEmpty()) {
      return Duration.ZERO;
    }
    try {
      Instant now = Clock.systemUTC().instant();
      Duration ahead = Duration.between(now, Span.parse(text).after(now, ZoneOffset.UTC));
      if (!ahead.isNegative() && !ahead.isZero()) {
        return ahead;
      }
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalStateException(wrong(text), e);
    }
    throw new IllegalStateException(wrong(text));
  }

  private static String wrong(String text) {
    return "DOUGONG_CLOCK_AHEAD: \""
        + text
        + "\" 应为向后的时间跨度,例如 P3D、PT6H、P2Y / is no span ahead, such as P3D, PT6H, P2Y";
  }

  /** Whether the database shall be marked, or its mark taken away; empty leaves it as it is. */
  public Optional<Boolean> wish() {
    return wish;
  }

  /** How far the clock is ahead of the machine's; zero as a rule. */
  public Duration ahead() {
    return ahead;
  }

  /** Whether the database is marked as a sandbox: then nothing goes to the outside. */
  public boolean isMarked() {
    return isMarked;
  }

  /** Told once at the start. */
  public void mark() {
    isMarked = true;
  }
}
