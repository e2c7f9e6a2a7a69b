package dev.dougong.engine.backup;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a backup holds; its last part. A backup without it was cut off and is good for nothing.
 *
 * @param format of the backup, {@link #FORMAT}
 * @param at moment of the snapshot, ISO 8601 in UTC
 * @param workspace key of the workspace that was written
 * @param migrations that had made its schema, by their order
 * @param tables rows, one part each
 * @param leftOut tables whose rows stayed behind
 * @param recordTables shapes of the tables that hold records
 * @param sequences last numbers that were given, by the name of the sequence
 */
public record BackupManifest(
    int format,
    String at,
    String workspace,
    List<Migration> migrations,
    List<Part> tables,
    List<String> leftOut,
    List<RecordTable> recordTables,
    Map<String, Long> sequences) {

  /** The format that this version writes and reads. */
  public static final int FORMAT = 1;

  /** Copies the lists. */
  public BackupManifest {
    migrations = List.copyOf(migrations);
    tables = List.copyOf(tables);
    leftOut = List.copyOf(leftOut);
    recordTables = List.copyOf(recordTables);
    sequences = Map.copyOf(sequences);
  }

  /**
   * A migration that had run.
   *
   * @param script name of its file, without the folder that some histories write before it
   * @param checksum of its text, as Flyway counts it
   */
  public record Migration(String script, @Nullable Integer checksum) {

    /** Takes the folder away. */
    public Migration {
      script = script.substring(script.lastIndexOf('/') + 1);
    }
  }

  /**
   * The rows of a table.
   *
   * @param table its name
   * @param columns in the order of the part
   * @param rows how many there are
   * @param bytes of the part, before compression
   * @param sha256 of these bytes, hexadecimal
   */
  public record Part(String table, List<String> columns, long rows, long bytes, String sha256) {

    /** Copies the list. */
    public Part {
      columns = List.copyOf(columns);
    }
  }

  /**
   * A table of records.
   *
   * @param table its name, {@code e100}
   * @param columns of promoted fields with the names of their SQL types
   * @param searched whether it has the column of the quick search
   * @param indexes names, which tell what they are
   */
  public record RecordTable(
      String table, Map<String, String> columns, boolean searched, List<String> indexes) {

    /** Copies the parts. */
    public RecordTable {
      columns = Map.copyOf(columns);
      indexes = List.copyOf(indexes);
    }
  }

  /** Rows of all tables. */
  public long rows() {
    return tables.stream().mapToLong(Part::rows).sum();
  }

  /** Bytes of all parts, before compression. */
  public long bytes() {
    return tables.stream().mapToLong(Part::bytes).sum();
  }
}
