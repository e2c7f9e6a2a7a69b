package dev.dougong.engine.file;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.metadata.Metadata;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;

/**
 * The files that records hold. A file is first brought and then named by a record; one that no
 * record takes is forgotten. Thread-safe, any number of nodes.
 */
public interface FileStore {

  /** Bytes of one file. */
  long MAX_SIZE = 50_000_000;

  /** Files that one person may have brought without saving a record that names them. */
  int MAX_UNUSED = 200;

  /** Bytes of those. */
  long MAX_UNUSED_SIZE = 1_000_000_000;

  /**
   * Keeps a file, whole or not at all. Until a record names it only who brought it may read it.
   *
   * @param name what the sender calls it; a path before it is taken away
   * @param bytes a file of this machine that stays as it is during the call
   * @throws dev.dougong.engine.problem.InputException {@code file.empty}, {@code file.tooBig},
   *     {@code file.tooManyUnused}
   */
  StoredFile store(Access access, String name, Path bytes);

  /**
   * A file that the reader may read: one of a readable record in a readable field, or an own one
   * that no record has taken yet.
   *
   * @throws dev.dougong.engine.problem.AccessException {@code notFound} for all others
   */
  FileContent open(Access access, UUID id);

  /**
   * Forgets files that no record has taken since an instant, those of removed entities, and bytes
   * that no file has any more.
   *
   * @return how many files
   */
  int sweep(Metadata metadata, Instant before);
}
