package dev.dougong.engine.fieldtype;

import dev.dougong.engine.problem.Problem;

/** Collects problems; places are relative to the value or definition that is being read. */
@FunctionalInterface
public interface ProblemSink {

  /** Takes one problem; the caller goes on to find the next. */
  void add(Problem problem);

  /** A sink that moves every place below a parent pointer. */
  default ProblemSink below(String parent) {
    return problem -> add(problem.below(parent));
  }
}
