package dev.dougong.web.config;

import dev.dougong.engine.IdSource;
import dev.dougong.engine.problem.ProblemTexts;
import dev.dougong.engine.storage.Workspace;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;

/** What the engine is built from. The only place that reads the machine's clock. */
@Dependent
public final class EngineBeans {

  @Produces
  @Singleton
  InstantSource clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  IdSource ids(InstantSource clock) {
    return new TimeOrderedIds(clock);
  }

  @Produces
  @Singleton
  Workspace workspace() {
    return Workspace.MAIN;
  }

  @Produces
  @Singleton
  ProblemTexts problemTexts() {
    return new ProblemTexts();
  }
}
