package dev.dougong.web.rest;

import dev.dougong.web.scan.VirusScanner;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** The one way in for files of whoever calls: nobody else reads what was sent. */
@Singleton
final class Uploads {

  private final VirusScanner scanner;

  @Inject
  Uploads(VirusScanner scanner) {
    this.scanner = scanner;
  }

  /**
   * A file that was sent and may come in.
   *
   * @param name as the sender calls it; empty where it has none
   * @param path until the answer is given
   */
  record Upload(String name, Path path) {

    byte[] bytes() {
      try {
        return Files.readAllBytes(path);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The part {@code file} of a form. */
  Upload file(@Nullable FileUpload sent) {
    if (sent == null || sent.uploadedFile() == null) {
      throw Bodies.wrong("/file", "multipart/form-data; name=\"file\"; filename=\"…\"");
    }
    String said = sent.fileName();
    Upload upload = new Upload(said == null ? "" : said, sent.uploadedFile());
    scanner.check(upload.name(), () -> Files.newInputStream(upload.path()));
    return upload;
  }

  /** A body that is a file. */
  byte[] body(byte @Nullable [] sent) {
    byte[] bytes = Bodies.present(sent);
    scanner.check("", () -> new ByteArrayInputStream(bytes));
    return bytes;
  }
}
