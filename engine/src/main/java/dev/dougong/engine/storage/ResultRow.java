package dev.dougong.engine.storage;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of an answer, columns from 1; good only while it is read. */
public interface ResultRow {

  /** A text, or null. */
  @Nullable String text(int column);

  /** A number; 0 for null. */
  long number(int column);

  /** A truth value; false for null. */
  boolean bool(int column);

  /** An id, or null. */
  @Nullable UUID uuid(int column);

  /** A moment, or null. */
  @Nullable Instant instant(int column);

  /** The texts of an array; empty for null. */
  List<String> texts(int column);

  /** Whether the column is null. */
  boolean isNull(int column);
}
