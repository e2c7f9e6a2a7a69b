package dev.dougong.web.backup.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/**
 * Sends a file in parts, of which the store makes an object at the end, or nothing. Each part goes
 * with its SHA-256 in the signature, by which the store refuses what changed on the way.
 */
final class S3Upload {

  /** Parts have to be larger than 5 MB; nothing of one is kept in memory. */
  static final long PART = 8L << 20;

  private static final Logger LOG = Logger.getLogger(S3Upload.class);
  private static final long MOST_PARTS = 10_000;
  private static final String TYPE = "application/octet-stream";

  private final S3Client client;
  private final String bucket;
  private final String key;

  S3Upload(S3Client client, String bucket, String key) {
    this.client = client;
    this.bucket = bucket;
    this.key = key;
  }

  /** Throws away what killed tries left: it costs room, and is in no list of objects. */
  void abortEarlier() {
    List<MultipartUpload> left =
        client
            .listMultipartUploadsPaginator(wish -> wish.bucket(bucket).prefix(key))
            .uploads()
            .stream()
            .filter(upload -> upload.key().equals(key))
            .toList();
    left.forEach(upload -> abort(upload.uploadId()));
  }

  private void abort(String id) {
    var unused = client.abortMultipartUpload(wish -> wish.bucket(bucket).key(key).uploadId(id));
  }

  /** Sends it, or leaves nothing. */
  void send(Path file, Map<String, String> beside, LongConsumer sent) {
    String id =
        client
            .createMultipartUpload(
                wish -> wish.bucket(bucket).key(key).contentType(TYPE).metadata(beside))
            .uploadId();
    boolean isDone = false;
    try {
      List<CompletedPart> parts = sendParts(id, file, sent);
      var unused =
          client.completeMultipartUpload(
              wish ->
                  wish.bucket(bucket)
                      .key(key)
                      .uploadId(id)
                      .multipartUpload(all -> all.parts(parts)));
      isDone = true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (!isDone) {
        abortQuietly(id);
      }
    }
  }

  /** Why it is aborted counts, not that this does not succeed either: the next try aborts it. */
  private void abortQuietly(String id) {
    try {
      abort(id);
    } catch (SdkException e) {
      LOG.warnf("an upload of %s could not be aborted; the next one tries again", key);
    }
  }

  private List<CompletedPart> sendParts(String id, Path file, LongConsumer sent)
      throws IOException {
    long length = Files.size(file);
    long part = Math.max(PART, (length + MOST_PARTS - 1) / MOST_PARTS);
    List<CompletedPart> parts = new ArrayList<>();
    for (long from = 0; from < length || parts.isEmpty(); from += part) {
      parts.add(sendPart(id, parts.size() + 1, file, from, Math.min(part, length - from)));
      sent.accept(Math.min(from + part, length));
    }
    return parts;
  }

  private CompletedPart sendPart(String id, int number, Path file, long from, long length) {
    String tag =
        client
            .uploadPart(
                wish ->
                    wish.bucket(bucket)
                        .key(key)
                        .uploadId(id)
                        .partNumber(number)
                        .contentLength(length),
                RequestBody.fromContentProvider(() -> opened(file, from, length), length, TYPE))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(tag).build();
  }

  private static InputStream opened(Path file, long from, long length) {
    try {
      return new PartStream(file, from, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
