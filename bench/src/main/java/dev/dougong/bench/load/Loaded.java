package dev.dougong.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a later run has to know of data that are loaded; lies beside them as {@code loaded.json}.
 *
 * @param password of the product's administrator, made for these data
 * @param day on which they were loaded, {@code 2026-11-29}: sales run up to the day before
 * @param stores ids of the stores, the same in both servers
 * @param customerIds ids of the product's customers
 */
record Loaded(
    String password,
    String day,
    int customers,
    int sales,
    int leads,
    List<String> stores,
    List<String> customerIds) {

  private static final String FILE = "loaded.json";

  /** Copies the lists. */
  Loaded {
    stores = List.copyOf(stores);
    customerIds = List.copyOf(customerIds);
  }

  /** Whether a folder has loaded data. */
  static boolean isIn(Path folder) {
    return Files.exists(folder.resolve(FILE));
  }

  /** Says that the data of a folder are whole. */
  void write(Path folder) throws IOException {
    Target.MAPPER.writeValue(folder.resolve(FILE).toFile(), this);
  }

  /**
   * Reads what lies in a folder.
   *
   * @param rows wanted numbers of customers, sales and leads
   * @throws IllegalStateException where the data are others, or of another day: reports of this
   *     month would have other rows
   */
  static Loaded read(Path folder, int[] rows) throws IOException {
    Loaded loaded = Target.MAPPER.readValue(folder.resolve(FILE).toFile(), Loaded.class);
    if (loaded.customers != rows[0] || loaded.sales != rows[1] || loaded.leads != rows[2]) {
      throw new IllegalStateException(
          folder
              + " has "
              + loaded.customers
              + " customers, "
              + loaded.sales
              + " sales and "
              + loaded.leads
              + " leads; name these numbers, or another folder");
    }
    if (!loaded.day.equals(People.today().toString())) {
      throw new IllegalStateException(
          folder + " was loaded on " + loaded.day + "; empty it, its sales end before that day");
    }
    return loaded;
  }
}
