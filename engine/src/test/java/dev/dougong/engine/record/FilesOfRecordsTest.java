package dev.dougong.engine.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.file.FileStore;
import dev.dougong.engine.file.StoredFile;
import dev.dougong.engine.file.internal.FileReach;
import dev.dougong.engine.file.internal.JdbcFileStore;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.testkit.Asvs;
import dev.dougong.engine.testkit.TestAccess;
import dev.dougong.engine.value.TableRow;
import dev.dougong.engine.workspace.Room;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesOfRecordsTest {

  private static final byte[] PNG = {
    (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'
  };
  private static final String CUSTOMER =
      """
      {"key":"customer","label":{"zh":"客户"},"title":"name","fields":[
        {"key":"name","type":"text","label":{"zh":"姓名"}},
        {"key":"photo","type":"image","label":{"zh":"照片"}},
        {"key":"papers","type":"file","label":{"zh":"资料"}},
        {"key":"visits","type":"table","label":{"zh":"到店"},"fields":[
          {"key":"slip","type":"file","label":{"zh":"小票"}}]}]}
      """;

  private Path folder;
  private Desk desk;
  private Instant now;
  private FileStore files;

  @BeforeEach
  void open(@TempDir Path temporary) {
    folder = temporary;
    desk = Desk.of(CUSTOMER);
    now = Desk.NOON;
    files =
        new JdbcFileStore(
            desk.jdbc(),
            desk.meta.database(),
            new FileReach(desk.jdbc(), new SqlCompiler()),
            desk.parts.ids(),
            () -> now,
            Room.NONE);
  }

  @Test
  void bytesComeBackAsTheyWereAndLieThereOnce() {
    byte[] large = new byte[700_001];
    new Random(7).nextBytes(large);

    StoredFile file = store(desk.clerk(), "大文件.bin", large);
    store(desk.otherClerk(), "again.bin", large);

    assertThat(bytes(desk.clerk(), file.id())).isEqualTo(large);
    assertThat(file.name()).isEqualTo("大文件.bin");
    assertThat(count("file_chunk")).isEqualTo(3);
    assertThat(count("file")).isEqualTo(2);
  }

  @Asvs({"1.3.3", "5.3.2"})
  @Test
  void aNameIsNeverAPathAndAlwaysShort() {
    assertThat(store(desk.clerk(), "..\\..\\etc\\passwd", PNG).name()).isEqualTo("passwd");
    assertThat(store(desk.clerk(), "/tmp/..", PNG).name()).isEqualTo("file");
    assertThat(store(desk.clerk(), "a\u202Egpj\u0000.exe", PNG).name()).isEqualTo("agpj.exe.png");
    assertThat(store(desk.clerk(), "长".repeat(400) + ".png", PNG).name())
        .hasSize(255)
        .endsWith("长.png");
  }

  @Asvs("5.2.2")
  @Test
  void aNameEndsLikeWhatTheBytesAre() {
    String page = "<html><body><table><tr><td>1</td></tr></table></body></html>";
    assertThat(store(desk.clerk(), "报表.xls", text(page)).name()).isEqualTo("报表.xls.html");
    assertThat(store(desk.clerk(), "合同.pdf", text("甲方 A\n乙方 B\n")).name()).isEqualTo("合同.pdf.txt");
    assertThat(store(desk.clerk(), "照片.jpg", PNG).name()).isEqualTo("照片.png");
    assertThat(store(desk.clerk(), "照片.jpg", new byte[] {1, 2, 3}).name()).isEqualTo("照片.jpg.bin");
    assertThat(store(desk.clerk(), "长".repeat(300) + ".pdf", PNG).name())
        .hasSize(255)
        .endsWith("长.png");

    for (String fits : List.of("价格.csv", "说明.txt", "数据.json", "没有结尾", "什么.qqq")) {
      assertThat(store(desk.clerk(), fits, text("a,b\n1,2\n")).name()).isEqualTo(fits);
    }
    byte[] zip = {'P', 'K', 3, 4, 20, 0, 0, 0, 8, 0};
    for (String fits : List.of("表.xlsx", "文.docx", "包.zip", "应用.apk")) {
      assertThat(store(desk.clerk(), fits, zip).name()).isEqualTo(fits);
    }
  }

  @Asvs("1.3.4")
  @Test
  void theTypeIsWhatTheBytesSay() {
    assertThat(store(desk.clerk(), "a.txt", PNG).type()).isEqualTo("image/png");
    assertThat(store(desk.clerk(), "a.png", text("<html><script>x</script>")).type())
        .isEqualTo("text/html");
    assertThat(store(desk.clerk(), "a.png", new byte[] {1, 2, 3}).type())
        .isEqualTo("application/octet-stream");
    assertThat(
            store(desk.clerk(), "a.svg", text("<svg xmlns='http://www.w3.org/2000/svg'/>")).type())
        .isEqualTo("image/svg+xml");
  }

  @Asvs("5.2.6")
  @Test
  void aPictureThatUnfoldsToTooMuchIsRefused() {
    assertThat(store(desk.clerk(), "a.png", png(16_000, 12_500)).type()).isEqualTo("image/png");
    assertThatThrownBy(() -> store(desk.clerk(), "a.png", png(50_000, 50_000)))
        .isInstanceOf(InputException.class)
        .extracting(e -> ((InputException) e).problems().get(0).code())
        .isEqualTo("file.tooManyPixels");
  }

  private static byte[] png(int width, int height) {
    return ByteBuffer.allocate(PNG.length + 8).put(PNG).putInt(width).putInt(height).array();
  }

  @Test
  void whatWasSentAboutAFileIsReplacedByWhatIsStored() {
    StoredFile file = store(desk.clerk(), "face.png", PNG);

    EntityRecord record =
        desk.create("customer", photo("photo", file.id(), "evil.svg", 1, "image/gif"));

    JsonNode stored = (JsonNode) Objects.requireNonNull(desk.value(record, "photo"));
    assertThat(stored.toString())
        .isEqualTo(
            "[{\"id\":\"%s\",\"name\":\"face.png\",\"size\":16,\"type\":\"image/png\"}]"
                .formatted(file.id()));
    EntityRecord again =
        desk.patch(record, photo("photo", file.id(), "other.png", 99, "image/gif"));
    assertThat(desk.value(again, "photo")).isEqualTo(stored);
  }

  @Asvs("5.2.2")
  @Test
  void aPageThatIsCalledAPictureIsRefusedAndTheFileStaysFree() {
    StoredFile file = store(desk.clerk(), "face.png", text("<html><body>x</body></html>"));

    assertThat(
            Desk.problems(
                () -> desk.create("customer", photo("photo", file.id(), "a.png", 1, "image/png"))))
        .containsExactly("value.unknownOption@/photo/0/type");
    assertThat(count("file_use")).isZero();
    assertThat(bytes(desk.clerk(), file.id())).isNotEmpty();
  }

  @Asvs("8.2.2")
  @Test
  void aFileOfSomebodyElseIsNotThereUntilARecordShowsIt() {
    StoredFile file = store(desk.clerk(), "a.png", PNG);
    Access other = desk.otherClerk();

    assertGone(other, file.id());
    assertThat(
            Desk.problems(() -> create(other, photo("photo", file.id(), "a.png", 16, "image/png"))))
        .containsExactly("record.fileNotFound@/photo/0");
    assertThat(
            Desk.problems(
                () -> create(other, photo("photo", UUID.randomUUID(), "a.png", 1, "image/png"))))
        .containsExactly("record.fileNotFound@/photo/0");

    desk.create("customer", photo("photo", file.id(), "a.png", 16, "image/png"));
    assertThat(bytes(other, file.id())).isEqualTo(PNG);
    create(other, photo("photo", file.id(), "a.png", 16, "image/png"));
  }

  @Asvs({"8.2.2", "8.2.3"})
  @Test
  void rightsOnTheRecordAndTheFieldAreRightsOnTheFile() {
    StoredFile file = store(desk.clerk(), "a.png", PNG);
    EntityRecord record =
        desk.create("customer", photo("photo", file.id(), "a.png", 16, "image/png"));

    assertGone(desk.otherClerk().with("customer", "photo", FieldAccess.HIDDEN), file.id());
    assertGone(desk.otherClerk().reading("customer", "name == \"x\""), file.id());
    assertThat(bytes(desk.otherClerk(), file.id())).isEqualTo(PNG);
    desk.delete(record);
    assertGone(desk.otherClerk(), file.id());
    assertGone(desk.clerk(), file.id());
  }

  @Test
  void filesInRowsOfTablesAreTakenToo() {
    StoredFile file = store(desk.clerk(), "slip.pdf", text("%PDF-1.7\n%x"));

    EntityRecord record =
        desk.create(
            "customer",
            "{'visits':[{'slip':[%s]}]}".formatted(one(file.id(), "x", 1, "text/plain")));

    TableRow row =
        (TableRow) ((List<?>) Objects.requireNonNull(desk.value(record, "visits"))).get(0);
    assertThat(row.values().values().toString()).contains("slip.pdf", "application/pdf");
    assertThat(bytes(desk.otherClerk(), file.id())).isNotEmpty();
    assertThat(
            Desk.problems(
                () ->
                    desk.create(
                        "customer",
                        "{'visits':[{'slip':[%s]}]}"
                            .formatted(one(UUID.randomUUID(), "x", 1, "text/plain")))))
        .containsExactly("record.fileNotFound@/visits/0/slip/0");
  }

  @Test
  void theHistoryKeepsItsFilesAndTheSweepTakesTheOthers() {
    StoredFile first = store(desk.clerk(), "a.png", PNG);
    StoredFile second = store(desk.clerk(), "b.txt", text("second"));
    StoredFile never = store(desk.clerk(), "c.txt", text("never"));
    EntityRecord record =
        desk.create("customer", photo("papers", first.id(), "a.png", 16, "image/png"));
    desk.patch(record, photo("papers", second.id(), "b.txt", 1, "text/plain"));

    now = now.plus(Duration.ofHours(23));
    assertThat(sweep()).isZero();
    now = now.plus(Duration.ofHours(2));
    StoredFile fresh = store(desk.clerk(), "d.txt", text("never"));
    assertThat(sweep()).isEqualTo(1);

    assertGone(desk.clerk(), never.id());
    assertThat(bytes(desk.clerk(), fresh.id())).isEqualTo(text("never"));
    assertThat(bytes(desk.clerk(), first.id())).isEqualTo(PNG);
    assertThat(bytes(desk.clerk(), second.id())).isNotEmpty();
    now = now.plus(Duration.ofHours(25));
    assertThat(sweep()).isEqualTo(1);
    assertThat(count("file_content")).isEqualTo(2);
  }

  @Asvs("5.2.4")
  @Test
  void emptyAndTooManyFilesAreRefused() {
    assertThat(Desk.problems(() -> store(desk.clerk(), "a", new byte[0])))
        .containsExactly("file.empty@");
    for (int i = 0; i < FileStore.MAX_UNUSED; i++) {
      store(desk.clerk(), "a", PNG);
    }
    assertThat(Desk.problems(() -> store(desk.clerk(), "a", PNG)))
        .containsExactly("file.tooManyUnused@");
    store(desk.otherClerk(), "a", PNG);
  }

  private EntityRecord create(Access access, String values) {
    return desk.records.create(access, "customer", Desk.json(values), WriteOptions.API);
  }

  private int sweep() {
    return files.sweep(desk.metadata(), now.minus(Duration.ofHours(24)));
  }

  private static String photo(String field, UUID id, String name, long size, String type) {
    return "{'%s':[%s]}".formatted(field, one(id, name, size, type));
  }

  private static String one(UUID id, String name, long size, String type) {
    return "{'id':'%s','name':'%s','size':%d,'type':'%s'}".formatted(id, name, size, type);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private StoredFile store(TestAccess access, String name, byte[] bytes) {
    try {
      return files.store(access, name, Files.write(folder.resolve("upload"), bytes));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] bytes(Access access, UUID id) {
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      files.open(access, id).writeTo(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void assertGone(Access access, UUID id) {
    assertThatThrownBy(() -> files.open(access, id)).isInstanceOf(AccessException.class);
  }

  private long count(String table) {
    return Objects.requireNonNull(
        desk.jdbc()
            .queryOne(
                Sql.of("select count(*) from ")
                    .add(desk.metadata().workspace().schema())
                    .add(".")
                    .add(dev.dougong.engine.sql.SqlName.of(table)),
                row -> row.getLong(1)));
  }
}
