package dev.dougong.engine.dataimport;

import java.util.List;

/**
 * A column of a file.
 *
 * @param name its heading; made different where two are equal, {@code 列 3} where there is none
 * @param samples its first values
 */
public record ImportColumn(String name, List<String> samples) {

  /** Copies the list. */
  public ImportColumn {
    samples = List.copyOf(samples);
  }
}
