package dev.dougong.web.backup.s3;

import dev.dougong.engine.backup.BackupProgress;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.web.backup.BackupNames;
import dev.dougong.web.backup.BackupStore;
import java.io.BufferedInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects of a bucket, below a prefix. */
public final class S3BackupStore implements BackupStore {

  /** Header in which the digest of the file is kept beside it. */
  static final String DIGEST = "sha256";

  private static final int BUFFER = 1 << 16;

  private final S3Settings settings;
  private final Supplier<S3Client> client;
  private final String prefix;
  private final S3Faults faults;

  /** All of a store; asks it nothing yet. */
  public S3BackupStore(S3Settings settings) {
    this(settings, new S3Connection(settings), settings.prefix());
  }

  private S3BackupStore(S3Settings settings, Supplier<S3Client> client, String prefix) {
    this.settings = settings;
    this.client = client;
    this.prefix = prefix;
    this.faults = new S3Faults(place());
  }

  @Override
  public String place() {
    return settings.endpoint() + settings.bucket() + "/" + prefix;
  }

  @Override
  public BackupStore within(String key) {
    return new S3BackupStore(settings, client, prefix + key + "/");
  }

  /** The only way from a name to an object. */
  private String object(String name) {
    if (BackupNames.begunAt(name) == null) {
      throw new IllegalArgumentException("name: '" + name + "' is no backup's");
    }
    return prefix + name;
  }

  @Override
  public Map<String, Long> list() {
    Map<String, Long> found = new TreeMap<>(Comparator.reverseOrder());
    return faults.told(
        () -> {
          client
              .get()
              .listObjectsV2Paginator(
                  wish -> wish.bucket(settings.bucket()).prefix(prefix).delimiter("/"))
              .contents()
              .forEach(object -> note(object, found));
          return found;
        });
  }

  private void note(S3Object object, Map<String, Long> found) {
    if (object.key().startsWith(prefix)) {
      String name = object.key().substring(prefix.length());
      if (BackupNames.begunAt(name) != null) {
        found.put(name, object.size());
      }
    }
  }

  @Override
  public @Nullable Stored find(String name) {
    String key = object(name);
    try {
      HeadObjectResponse head =
          client.get().headObject(wish -> wish.bucket(settings.bucket()).key(key));
      return new Stored(head.contentLength(), head.metadata().get(DIGEST));
    } catch (SdkException e) {
      if (S3Faults.isMissing(e)) {
        return null;
      }
      throw faults.of(e);
    }
  }

  @Override
  public void put(String name, Path file, String sha256, BackupProgress progress) {
    S3Upload upload = new S3Upload(client.get(), settings.bucket(), object(name));
    boolean unused =
        faults.told(
            () -> {
              upload.abortEarlier();
              upload.send(file, Map.of(DIGEST, sha256), bytes -> progress.at(name, bytes));
              return true;
            });
  }

  @Override
  public InputStream open(String name) {
    String key = object(name);
    try {
      return new BufferedInputStream(
          client.get().getObject(wish -> wish.bucket(settings.bucket()).key(key)), BUFFER);
    } catch (SdkException e) {
      if (S3Faults.isMissing(e)) {
        throw new InputException(
            Problem.of("backup.copyMissing").with("place", place()).with("value", name));
      }
      throw faults.of(e);
    }
  }

  @Override
  public void delete(String name) {
    String key = object(name);
    boolean unused =
        faults.told(
                () -> client.get().deleteObject(wish -> wish.bucket(settings.bucket()).key(key)))
            != null;
  }
}
