package dev.dougong.engine.backup.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dougong.engine.backup.BackupManifest;
import dev.dougong.engine.backup.BackupManifest.Part;
import dev.dougong.engine.backup.BackupProgress;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** Reads a backup from its first part to the manifest. Never more than a buffer is in memory. */
final class Parts {

  static final String MANIFEST = "manifest.json";

  private static final Pattern TABLE = Pattern.compile("tables/([a-z_][a-z0-9_]{0,62})\\.copy");
  private static final int MAX_MANIFEST = 32 << 20;
  private static final int MAX_PARTS = 100_000;

  private final ObjectMapper json;

  Parts(ObjectMapper json) {
    this.json = json;
  }

  /** Takes the rows of a table. */
  @FunctionalInterface
  interface Reader<E extends Exception> {
    /** Reads the part to its end; must not close it. */
    void read(String table, InputStream rows) throws IOException, E;
  }

  static String nameOf(String table) {
    return "tables/" + table + ".copy";
  }

  private record Seen(long bytes, String sha256) {}

  /** Gives every part to the reader, and then compares all with the manifest. */
  <E extends Exception> BackupManifest read(
      InputStream from, BackupProgress progress, Reader<E> reader) throws IOException, E {
    Meter meter = new Meter(progress);
    Map<String, Seen> seen = new HashMap<>();
    @Nullable BackupManifest manifest = null;
    try (ZipInputStream zip = new ZipInputStream(from)) {
      for (ZipEntry entry = next(zip); entry != null; entry = next(zip)) {
        if (manifest != null) {
          throw BackupFaults.damaged(MANIFEST);
        }
        if (entry.getName().equals(MANIFEST)) {
          manifest = manifest(zip);
          continue;
        }
        Matcher name = TABLE.matcher(entry.getName());
        if (!name.matches() || seen.size() >= MAX_PARTS || seen.containsKey(name.group(1))) {
          throw BackupFaults.notABackup();
        }
        meter.begin(name.group(1));
        MeteredInput rows = new MeteredInput(zip, meter);
        reader.read(name.group(1), rows);
        rows.transferTo(OutputStream.nullOutputStream());
        seen.put(name.group(1), new Seen(meter.bytes(), meter.sha256()));
      }
      // A sealed backup says at its very end whether it is whole.
      from.transferTo(OutputStream.nullOutputStream());
    } catch (EOFException e) {
      throw BackupFaults.incomplete();
    } catch (ZipException e) {
      throw BackupFaults.damaged("zip");
    }
    if (manifest == null) {
      throw seen.isEmpty() ? BackupFaults.notABackup() : BackupFaults.incomplete();
    }
    compare(manifest, seen);
    return manifest;
  }

  private static @Nullable ZipEntry next(ZipInputStream zip) throws IOException {
    try {
      return zip.getNextEntry();
    } catch (IllegalArgumentException e) {
      // a name that is no UTF-8
      throw BackupFaults.damaged("zip");
    }
  }

  private BackupManifest manifest(InputStream zip) throws IOException {
    byte[] text = zip.readNBytes(MAX_MANIFEST + 1);
    if (text.length > MAX_MANIFEST) {
      throw BackupFaults.damaged(MANIFEST);
    }
    try {
      int format = json.readTree(text).path("format").asInt();
      if (format > BackupManifest.FORMAT) {
        throw BackupFaults.newer("format " + format);
      }
      return json.readValue(text, BackupManifest.class);
    } catch (JsonProcessingException e) {
      throw BackupFaults.damaged(MANIFEST);
    }
  }

  private static void compare(BackupManifest manifest, Map<String, Seen> seen) {
    for (Part part : manifest.tables()) {
      if (!new Seen(part.bytes(), part.sha256()).equals(seen.remove(part.table()))) {
        throw BackupFaults.damaged(part.table());
      }
    }
    if (!seen.isEmpty()) {
      throw BackupFaults.damaged(seen.keySet().iterator().next());
    }
  }
}
