package dev.dougong.engine.dataimport.format;

import dev.dougong.engine.TypeScan;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The known formats of files. Immutable. */
public final class ImportFormats {

  private final Map<String, ImportFormat> formats;

  /** Refuses two formats of one id. */
  public ImportFormats(Iterable<? extends ImportFormat> formats) {
    Map<String, ImportFormat> map = new TreeMap<>();
    for (ImportFormat format : formats) {
      if (map.put(format.id(), format) != null) {
        throw new IllegalArgumentException("formats: '" + format.id() + "' is there twice");
      }
    }
    this.formats = Map.copyOf(map);
  }

  /** Those of the class path, where there is no container. */
  public static ImportFormats onClassPath() {
    return new ImportFormats(TypeScan.find(ImportFormat.class));
  }

  /** The format of a file; refuses files of no known one. */
  public ImportFormat of(Path file, String name) throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(ImportFormat.START);
    }
    String lower = name.toLowerCase(Locale.ROOT);
    for (ImportFormat format : formats.values()) {
      if (format.isFormatOf(start, lower)) {
        return format;
      }
    }
    List<String> known = new ArrayList<>(formats.keySet());
    known.sort(null);
    throw new InputException(Problem.of("import.unknownFormat").with("known", known));
  }
}
