package dev.dougong.engine.operations;

import java.util.List;

/** What waits in the tables of a module. Beans of this type are found by themselves. */
public interface WaitingWorkSource {

  /** Each kind once, in the order in which they are shown. */
  List<WaitingWork> waiting();

  /** Moments at which something begins that waits for nobody until then. */
  default List<DueMoment> moments() {
    return List.of();
  }
}
