package dev.dougong.web.backup.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dougong.engine.backup.BackupProgress;
import dev.dougong.engine.problem.ProblemException;
import dev.dougong.web.backup.BackupStore;
import dev.dougong.web.backup.BackupStore.Stored;
import dev.dougong.web.backup.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class S3BackupStoreTest {

  private static final String NAME = "dougong-20261128-030000.backup";
  private static final String OLDER = "dougong-20261127-030000.backup";
  private static final int THREE_PARTS = 2 * (int) S3Upload.PART + 4_321;

  private static LocalStore server;
  private static S3Client client;

  private Path folder;
  private BackupStore store;

  @BeforeAll
  static void open() {
    server = new LocalStore();
    client = new S3Connection(server.settings(Map.of())).get();
  }

  @AfterAll
  static void close() {
    client.close();
    server.close();
  }

  @BeforeEach
  void empty(@TempDir Path empty) {
    folder = empty;
    store = store(Map.of()).within("main");
    client
        .listObjectsV2(wish -> wish.bucket(LocalStore.BUCKET))
        .contents()
        .forEach(
            object ->
                client.deleteObject(wish -> wish.bucket(LocalStore.BUCKET).key(object.key())));
  }

  private static BackupStore store(Map<String, String> changed) {
    return new S3BackupStore(server.settings(changed));
  }

  private Path file(String name, int length) throws IOException {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return Files.write(folder.resolve(name), bytes);
  }

  private Stored put(String name, int length) throws IOException {
    Path file = file(name, length);
    Stored stored = new Stored(length, Digests.sha256(file, bytes -> {}));
    store.put(name, file, String.valueOf(stored.sha256()), BackupProgress.NONE);
    return stored;
  }

  private static String code(ThrowingCallable work) {
    return catchThrowableOfType(ProblemException.class, work).problems().get(0).code();
  }

  private static List<String> unfinished() {
    return client.listMultipartUploads(wish -> wish.bucket(LocalStore.BUCKET)).uploads().stream()
        .map(upload -> upload.key())
        .toList();
  }

  @Test
  void keepsWhatIsPutThere() throws IOException {
    for (int length : new int[] {0, 1, (int) S3Upload.PART, THREE_PARTS}) {
      Stored stored = put(NAME, length);
      assertThat(store.find(NAME)).isEqualTo(stored);
      assertThat(store.list()).containsExactly(Map.entry(NAME, (long) length));
      try (InputStream in = store.open(NAME)) {
        assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(folder.resolve(NAME)));
      }
      assertThat(unfinished()).isEmpty();
    }
    store.delete(NAME);
    store.delete(NAME);
    assertThat(store.find(NAME)).isNull();
    assertThat(store.list()).isEmpty();
    assertThat(code(() -> store.open(NAME))).isEqualTo("backup.copyMissing");
  }

  @Test
  void listsBackupsOnlyTheNewestFirst() throws IOException {
    for (String other : List.of("dougong/main/notes.txt", "dougong/main/x/" + NAME, "elsewhere")) {
      var unused =
          client.putObject(
              wish -> wish.bucket(LocalStore.BUCKET).key(other), RequestBody.fromString("x"));
    }
    put(OLDER, 3);
    put(NAME, 4);
    assertThat(store.list()).containsExactly(Map.entry(NAME, 4L), Map.entry(OLDER, 3L));
    for (String name : List.of("../other/" + NAME, "notes.txt", "")) {
      assertThatThrownBy(() -> store.open(name)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> store.delete(name)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void workspacesDoNotSeeEachOther() throws IOException {
    put(NAME, 3);
    BackupStore other = store(Map.of()).within("mai");
    assertThat(other.list()).isEmpty();
    assertThat(other.find(NAME)).isNull();
    other.delete(NAME);
    assertThat(store.list()).containsOnlyKeys(NAME);
    assertThat(code(() -> other.open(NAME))).isEqualTo("backup.copyMissing");
  }

  @Test
  void whatIsBrokenOffLeavesNothing() throws IOException {
    Path file = file(NAME, THREE_PARTS);
    String digest = Digests.sha256(file, bytes -> {});
    assertThatThrownBy(
            () ->
                store.put(
                    NAME,
                    file,
                    digest,
                    (name, bytes) -> {
                      if (bytes > S3Upload.PART) {
                        throw new IllegalStateException("enough");
                      }
                    }))
        .hasMessage("enough");
    assertThat(store.find(NAME)).isNull();
    assertThat(unfinished()).isEmpty();
  }

  @Test
  void whatAKilledTryLeftIsThrownAwayByTheNext() throws IOException {
    for (String key : List.of("dougong/main/" + NAME, "dougong/main/" + OLDER)) {
      String id =
          client.createMultipartUpload(wish -> wish.bucket(LocalStore.BUCKET).key(key)).uploadId();
      var unused =
          client.uploadPart(
              wish -> wish.bucket(LocalStore.BUCKET).key(key).uploadId(id).partNumber(1),
              RequestBody.fromBytes(new byte[(int) S3Upload.PART]));
    }
    assertThat(store.list()).isEmpty();
    Stored stored = put(NAME, 10);
    assertThat(store.find(NAME)).isEqualTo(stored);
    assertThat(unfinished()).containsExactly("dougong/main/" + OLDER);
    put(OLDER, 10);
    assertThat(unfinished()).isEmpty();
  }

  @Test
  void saysWhatIsWrongAndNeverTheSecret() throws IOException {
    Path file = file(NAME, 10);
    Map<String, Map<String, String>> wrong = new HashMap<>();
    wrong.put("backup.copyKeyRefused", Map.of("SECRET", "another-secret"));
    wrong.put("backup.copyNoBucket", Map.of("BUCKET", "no-such-bucket"));
    wrong.put("backup.copyUnreachable", Map.of("ENDPOINT", "http://127.0.0.1:9"));
    wrong.forEach(
        (code, changed) -> {
          BackupStore bad = store(changed).within("main");
          ProblemException told = catchThrowableOfType(ProblemException.class, bad::list);
          assertThat(told.problems().get(0).code()).isEqualTo(code);
          assertThat(told.problems().toString() + told)
              .contains("/dougong/main/")
              .doesNotContain("secret");
          assertThat(code(() -> bad.put(NAME, file, "abc", BackupProgress.NONE))).isEqualTo(code);
        });
    assertThat(code(() -> store(Map.of("KEY_ID", "OTHER")).within("main").list()))
        .isEqualTo("backup.copyKeyRefused");
    assertThat(store.list()).isEmpty();
  }
}
