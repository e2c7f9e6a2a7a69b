package dev.dougong.engine.dataimport.format;

import dev.dougong.engine.problem.Problem;
import java.util.List;

/** Takes what a format reads. */
public interface RowSink {

  /**
   * One row that is not blank.
   *
   * @param number as a person counts, from 1
   * @param cells texts, empty where there is nothing; never null, at most {@link
   *     FileLimits#COLUMNS}
   */
  void row(int number, List<String> cells);

  /** Something that the reader of the preview should know; nothing is refused for it. */
  void note(Problem problem);

  /** How the file was read: an encoding, the name of a sheet. */
  void detail(String name, String value);
}
