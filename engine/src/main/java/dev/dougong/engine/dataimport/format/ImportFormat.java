package dev.dougong.engine.dataimport.format;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A format of files that hold rows. Implementations are stateless, thread-safe, found by {@code
 * Instance<ImportFormat>}, and stand in a package of their own with a no-argument constructor. They
 * hold one row at a time: a file of any size needs the same memory.
 */
public interface ImportFormat {

  /** Id in answers, lowerCamelCase; never changes. */
  String id();

  /**
   * Whether the file looks like this format. At most one format may say so for a file, by its first
   * bytes; the one whose files have no mark goes by the end of the name.
   *
   * @param start the first bytes, up to {@link #START}
   * @param name of the file, in lower case
   */
  boolean isFormatOf(byte[] start, String name);

  /**
   * Reads all rows in their order. Row numbers are those that a person sees in the file.
   *
   * @throws dev.dougong.engine.problem.InputException where the file is broken, or larger than the
   *     {@link FileLimits}
   */
  void read(Path file, RowSink rows) throws IOException;

  /** Bytes that {@link #isFormatOf} may see. */
  int START = 4096;
}
