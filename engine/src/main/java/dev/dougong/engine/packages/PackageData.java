package dev.dougong.engine.packages;

import dev.dougong.engine.metadata.Metadata;
import java.util.List;
import java.util.Set;

/** Takes people and records of a package; called inside the transaction of the install. */
public interface PackageData {

  /** Takes nothing; for tools that install documents only. */
  PackageData NONE =
      new PackageData() {
        @Override
        public void people(String file, String csv) {}

        @Override
        public void records(Metadata metadata, List<DataFile> files, DataDays days) {}
      };

  /**
   * Records of an entity.
   *
   * @param entity key
   * @param csv first line field keys; references by natural key
   * @param deferred keys of references to records that come later or in the same file, so that they
   *     are written in a second pass
   */
  record DataFile(String entity, String csv, Set<String> deferred) {

    /** Copies the set. */
    public DataFile {
      deferred = Set.copyOf(deferred);
    }
  }

  /**
   * Takes a file of people.
   *
   * @param file {@code orgUnits}, which comes first, or {@code users}
   * @param csv first line names of columns
   */
  void people(String file, String csv);

  /**
   * Takes records.
   *
   * @param metadata the snapshot of the install, not yet current
   * @param files so that records come before those that refer to them
   * @param days where the days of the records are moved to
   */
  void records(Metadata metadata, List<DataFile> files, DataDays days);
}
