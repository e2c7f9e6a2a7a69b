package dev.dougong.engine.file.internal;

import dev.dougong.engine.fieldtype.FileValues;
import java.util.Set;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;
import org.apache.tika.mime.MimeTypeException;
import org.apache.tika.mime.MimeTypes;

/** Names of files that are no paths, are short, and do not end like something else. */
final class FileNames {

  private static final int LONGEST = 255;
  private static final int LONGEST_ENDING = 16;
  private static final MimeTypes TYPES = MimeTypes.getDefaultMimeTypes();

  /** One recording has one content, and names of either: voices in films, films of sounds. */
  private static final Set<String> RECORDINGS = Set.of("audio", "video");

  private FileNames() {}

  /**
   * The name under which bytes are kept. Where its ending is that of another type, the ending of
   * the bytes is put behind it, so that the program that opens the file is the one for its content:
   * {@code prices.xls} that is a page becomes {@code prices.xls.html}. Of two pictures it takes the
   * place.
   *
   * @param name as it was sent; of a path the last part counts, browsers of old sent whole ones
   * @param type media type of the bytes
   */
  static String of(String name, String type) {
    String plain = plain(name);
    MediaType said = TYPES.getMediaTypeRegistry().normalize(FileTypes.said(plain));
    MediaType found = MediaType.parse(type);
    String ending = ending(type);
    if (ending.isEmpty() || agree(said, found)) {
      return plain;
    }
    boolean arePictures =
        FileValues.PICTURES.contains(said.toString()) && FileValues.PICTURES.contains(type);
    return cut(arePictures ? plain.substring(0, plain.lastIndexOf('.')) : plain, ending);
  }

  private static boolean agree(MediaType said, MediaType found) {
    if (said.equals(MediaType.OCTET_STREAM)) {
      return true;
    }
    if (found.equals(MediaType.OCTET_STREAM)) {
      return !FileValues.PICTURES.contains(said.toString());
    }
    MediaTypeRegistry registry = TYPES.getMediaTypeRegistry();
    return said.equals(found)
        || registry.isSpecializationOf(found, said)
        || registry.isSpecializationOf(said, found)
        || (RECORDINGS.contains(said.getType()) && RECORDINGS.contains(found.getType()));
  }

  private static String ending(String type) {
    try {
      return TYPES.forName(type).getExtension();
    } catch (MimeTypeException e) {
      return "";
    }
  }

  private static String plain(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    String plain = last.replaceAll("[\\p{Cntrl}\\p{Cf}\\x{D800}-\\x{DFFF}]", "").strip();
    if (plain.isEmpty() || plain.equals(".") || plain.equals("..")) {
      return "file";
    }
    int dot = plain.lastIndexOf('.');
    boolean hasEnding = dot > 0 && plain.length() - dot <= LONGEST_ENDING;
    return hasEnding ? cut(plain.substring(0, dot), plain.substring(dot)) : cut(plain, "");
  }

  /** Both together, the first part as long as there is place. */
  private static String cut(String first, String ending) {
    int most = LONGEST - ending.length();
    return first.length() <= most
        ? first + ending
        : first.substring(0, first.offsetByCodePoints(0, first.codePointCount(0, most))) + ending;
  }
}
