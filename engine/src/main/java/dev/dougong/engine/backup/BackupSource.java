package dev.dougong.engine.backup;

import java.io.IOException;
import java.io.InputStream;

/** A backup that can be read more than once: it is proven whole before anything is made of it. */
@FunctionalInterface
public interface BackupSource {

  /** The backup from its first byte; the caller closes it. */
  InputStream open() throws IOException;
}
