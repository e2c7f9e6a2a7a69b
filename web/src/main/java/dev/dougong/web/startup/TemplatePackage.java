package dev.dougong.web.startup;

import dev.dougong.engine.packages.Packages;
import io.quarkus.runtime.util.ClassPathUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A template that comes with the application, as the zip that anybody could upload. */
final class TemplatePackage {

  private TemplatePackage() {}

  static byte[] zip(Packages packages, String template) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    try {
      ClassPathUtils.consumeAsPaths("templates/" + template, folder -> read(folder, files));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (files.isEmpty()) {
      throw new IllegalStateException("template: '" + template + "' is not on the class path");
    }
    return packages.zip(files);
  }

  private static void read(Path folder, SortedMap<String, byte[]> files) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) all::iterator) {
        if (Files.isRegularFile(file)) {
          files.put(
              folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
