package dev.dougong.report.alert;

import dev.dougong.engine.access.Access;
import java.util.List;
import java.util.UUID;

/** Starts workflows for alerts; the application has one. Thread-safe. */
public interface WorkflowStarts {

  /** Those that the person may start, in the order of their keys. */
  List<Startable> startable(Access access);

  /**
   * Starts one with the rights of the person, in the caller's transaction; once for each id.
   *
   * @throws dev.dougong.engine.problem.ProblemException where it is gone or not the person's to
   *     start; nothing was done then
   */
  void start(Access access, String workflow, UUID id);

  /** A workflow with its name for people. */
  record Startable(String key, String label) {}
}
