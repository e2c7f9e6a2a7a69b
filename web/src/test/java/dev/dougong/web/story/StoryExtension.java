package dev.dougong.web.story;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each story its stage; the theatre behind it is built once in a JVM. */
final class StoryExtension
    implements ExecutionCondition, BeforeEachCallback, AfterEachCallback, ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(StoryExtension.class);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    StorySample sample = StorySample.ofThisRun();
    if (!sample.has(context.getRequiredTestClass())) {
      return ConditionEvaluationResult.disabled("not in this sample: ./test --full Stories");
    }
    if (!sample.has(context)) {
      return ConditionEvaluationResult.disabled(StorySample.ANOTHER_WAY);
    }
    return chromium() == null
        ? ConditionEvaluationResult.disabled("no Chromium: CHROMIUM=path ./test names one")
        : ConditionEvaluationResult.enabled("Chromium is there");
  }

  private static @Nullable Path chromium() {
    String given = System.getProperty("chromium", "");
    return given.isBlank() || !Files.isExecutable(Path.of(given)) ? null : Path.of(given);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    Path browser = chromium();
    if (browser == null) {
      throw new IllegalStateException("stories without Chromium are skipped");
    }
    String name = context.getRequiredTestClass().getSimpleName().replaceFirst("IT$", "");
    String scene = context.getRequiredTestMethod().getName();
    if (takes(context, TimeMachine.class)) {
      context.getStore(NAMESPACE).put(TimeMachine.class, TimeMachine.open(browser, name, scene));
      return;
    }
    if (takes(context, Days.class)) {
      Days unused = days(context, browser, name);
      return;
    }
    context.getStore(NAMESPACE).put(Stage.class, Theatre.of(browser).stage(name, scene));
  }

  /** One for all methods of the class; the store of the class ends it. */
  private static Days days(ExtensionContext context, Path browser, String name) {
    return context
        .getParent()
        .orElseThrow()
        .getStore(NAMESPACE)
        .computeIfAbsent(
            Days.class, key -> new Days(TimeMachine.open(browser, name, "days")), Days.class);
  }

  private static boolean takes(ExtensionContext context, Class<?> type) {
    return List.of(context.getRequiredTestMethod().getParameterTypes()).contains(type);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Stage stage = context.getStore(NAMESPACE).remove(Stage.class, Stage.class);
    if (stage != null) {
      stage.clear(context.getExecutionException().isPresent());
    }
    TimeMachine machine = context.getStore(NAMESPACE).remove(TimeMachine.class, TimeMachine.class);
    if (machine != null) {
      machine.end(context.getExecutionException().isPresent());
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Stage.class || type == TimeMachine.class || type == Days.class;
  }

  @Override
  public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return context.getStore(NAMESPACE).get(type, type);
  }
}
