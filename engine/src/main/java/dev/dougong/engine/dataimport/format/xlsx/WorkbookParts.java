package dev.dougong.engine.dataimport.format.xlsx;

import dev.dougong.engine.dataimport.format.FileLimits;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The parts of a workbook, by their path. Read through {@link TameXml}, and no more of all together
 * than a limit, whatever the archive says of their sizes.
 */
final class WorkbookParts implements AutoCloseable {

  private static final long MOST_BYTES = 600_000_000;
  private static final int MOST_PARTS = 5_000;

  private final ZipFile zip;
  private final TameXml.Budget budget = new TameXml.Budget(MOST_BYTES);
  private final XMLInputFactory xml = XMLInputFactory.newDefaultFactory();

  private WorkbookParts(ZipFile zip) {
    this.zip = zip;
    xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    xml.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
    xml.setProperty(XMLInputFactory.IS_COALESCING, false);
  }

  /** Work on the elements of a part. */
  @FunctionalInterface
  interface Reading {
    void read(XMLStreamReader in) throws XMLStreamException, IOException;
  }

  static WorkbookParts open(Path file) throws IOException {
    ZipFile zip = new ZipFile(file.toFile());
    Set<String> names = new HashSet<>();
    long said = 0;
    boolean isFine = true;
    for (Enumeration<? extends ZipEntry> parts = zip.entries(); parts.hasMoreElements(); ) {
      ZipEntry part = parts.nextElement();
      said += Math.max(0, part.getSize());
      // two parts of one name are read differently by different programs
      isFine &= names.add(part.getName()) && names.size() <= MOST_PARTS && said <= MOST_BYTES;
    }
    if (!isFine) {
      zip.close();
      throw FileLimits.unreadable("xlsx");
    }
    return new WorkbookParts(zip);
  }

  boolean has(String path) {
    return zip.getEntry(path) != null;
  }

  /** Reads a part; refuses where there is none. */
  void read(String path, Reading reading) throws IOException, XMLStreamException {
    ZipEntry entry = zip.getEntry(path);
    if (entry == null) {
      throw FileLimits.unreadable("xlsx");
    }
    try (InputStream raw = zip.getInputStream(entry);
        InputStream tame = new TameXml(new BufferedInputStream(raw, 65_536), budget)) {
      XMLStreamReader in = xml.createXMLStreamReader(tame, "UTF-8");
      try {
        reading.read(in);
      } finally {
        in.close();
      }
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
