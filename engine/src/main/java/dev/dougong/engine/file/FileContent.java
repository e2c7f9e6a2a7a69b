package dev.dougong.engine.file;

import java.io.IOException;
import java.io.OutputStream;

/** A file that somebody may read. */
public interface FileContent {

  /** What it is. */
  StoredFile file();

  /**
   * Writes all bytes, piece by piece; holds no connection in between.
   *
   * @throws IOException where the stream fails, or the file went away meanwhile
   */
  void writeTo(OutputStream out) throws IOException;
}
