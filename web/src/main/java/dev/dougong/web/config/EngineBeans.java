package dev.dougong.web.config;

import dev.dougong.engine.IdSource;
import dev.dougong.engine.expression.evaluate.Evaluator;
import dev.dougong.engine.problem.ProblemTexts;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.web.workspace.Workspaces;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the engine is built from. The only place that reads the machine's clock. */
@Dependent
public final class EngineBeans {

  /** The machine's clock, for commands that run without the application. */
  public static InstantSource machineClock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  InstantSource clock(Sandbox sandbox) {
    InstantSource machine = machineClock();
    return sandbox.ahead().isZero() ? machine : InstantSource.offset(machine, sandbox.ahead());
  }

  @Produces
  @Singleton
  IdSource ids(InstantSource clock) {
    return new TimeOrderedIds(clock);
  }

  /** The one for which the bean is made that takes it: only beans of the scope may. */
  @Produces
  @Dependent
  Workspace workspace(Workspaces workspaces) {
    return workspaces.current();
  }

  @Produces
  @Singleton
  ProblemTexts problemTexts() {
    return new ProblemTexts();
  }

  /** Rules run by MVEL, or by the closures that mean the same, where the setting says so. */
  @Produces
  @Singleton
  Evaluator evaluator(@ConfigProperty(name = "dougong.rules.backend") Evaluator.BackEnd backEnd) {
    return new Evaluator(backEnd);
  }
}
