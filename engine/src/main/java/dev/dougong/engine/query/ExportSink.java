package dev.dougong.engine.query;

import dev.dougong.engine.metadata.Field;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the rows of a list one after the other; nothing is kept between them. */
public interface ExportSink {

  /** Called once, before the first row. */
  void begin(List<Field> columns) throws IOException;

  /** One row. */
  void row(List<Cell> cells) throws IOException;

  /**
   * A value of a row.
   *
   * @param value canonical value, or null; labels of references stand in the text only
   * @param text as a person reads it, empty for no value; must be guarded against formulas by the
   *     writer of a file
   */
  record Cell(@Nullable Object value, String text) {}
}
