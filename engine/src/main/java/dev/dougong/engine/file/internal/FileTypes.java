package dev.dougong.engine.file.internal;

import dev.dougong.engine.fieldtype.FileValues;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;

/** What a file really is, by its first bytes. */
final class FileTypes {

  private static final String UNKNOWN = "application/octet-stream";

  private FileTypes() {}

  /**
   * The media type. The name only helps to tell apart what begins alike (a workbook and a zip); it
   * never makes a picture.
   */
  static String of(Path bytes, String name) throws IOException {
    String plain = detect(bytes, new Metadata());
    if (FileValues.PICTURES.contains(plain)) {
      return plain;
    }
    String type = detect(bytes, named(name));
    return FileValues.PICTURES.contains(type) ? UNKNOWN : type;
  }

  /** The media type that a name alone speaks of; {@code application/octet-stream} for none. */
  static MediaType said(String name) {
    try {
      return MimeTypes.getDefaultMimeTypes().detect(null, named(name)).getBaseType();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Metadata named(String name) {
    Metadata named = new Metadata();
    named.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
    return named;
  }

  private static String detect(Path bytes, Metadata hints) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(bytes))) {
      return MimeTypes.getDefaultMimeTypes().detect(in, hints).getBaseType().toString();
    }
  }
}
