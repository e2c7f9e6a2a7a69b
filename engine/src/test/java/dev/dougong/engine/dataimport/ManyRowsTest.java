package dev.dougong.engine.dataimport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file of a hundred thousand rows, from its bytes to its undo, over 20,000 customers of whom it
 * changes most. The heap is that of all tests of this module.
 */
@Tag("full")
class ManyRowsTest {

  private static final int ROWS = 100_000;
  private static final int KNOWN = 20_000;
  private static final int MOST_HEAP_MB = 512;
  private static final List<Object> HEADINGS = List.of("姓名", "手机号", "等级", "生日", "标签", "消费金额", "备注");

  /** Every tenth row repeats an earlier phone, every fiftieth is wrong. */
  private static final class Rows extends AbstractList<List<Object>> {
    private final int rows;

    Rows(int rows) {
      this.rows = rows;
    }

    @Override
    public List<Object> get(int index) {
      if (index == 0) {
        return HEADINGS;
      }
      int i = index - 1;
      int person = i % 10 == 9 ? i - 5 : i;
      return List.of(
          "客户" + i,
          i % 50 == 25
              ? "12"
              : i % 3 == 0 ? (Object) (13_000_000_000L + person) : "130" + "%08d".formatted(person),
          i % 2 == 0 ? "金卡" : "normal",
          i % 4 == 0
              ? "1990年%d月%d日".formatted(1 + i % 12, 1 + i % 28)
              : "1990/%d/%d".formatted(1 + i % 12, 1 + i % 28),
          "老客、标签" + i % 7,
          "￥" + i + ".50",
          "第 " + i + " 位客户的备注,各不相同");
    }

    @Override
    public int size() {
      return rows + 1;
    }
  }

  /** The same people as they were before: another name, level, birthday and note. */
  private static final class Known extends AbstractList<List<Object>> {
    @Override
    public List<Object> get(int index) {
      int i = index - 1;
      return index == 0
          ? List.of("姓名", "手机号", "生日", "标签", "备注")
          : List.of(
              "老客" + i,
              "130" + "%08d".formatted(i),
              "1980-02-%02d".formatted(1 + i % 28),
              "熟客",
              "");
    }

    @Override
    public int size() {
      return KNOWN + 1;
    }
  }

  @Test
  void comesInAndGoesOutInConstantMemory(@TempDir Path folder) {
    ImportDesk desk =
        ImportDesk.of(
            ImportShop.CUSTOMER
                .replace("\"reference\"", "\"text\"")
                .replace(",\"entity\":\"store\"", ""));
    assertThat(Runtime.getRuntime().maxMemory() >> 20).isLessThanOrEqualTo(MOST_HEAP_MB);
    ImportState known = desk.bring(TestFiles.csv(folder.resolve("known.csv"), new Known(), UTF_8));
    desk.run(known, known.plan());
    String before = desk.digest();
    Path workbook = TestFiles.xlsx(folder.resolve("many.xlsx"), new Rows(ROWS));
    System.gc();
    long begin = System.nanoTime();
    ImportState ready = desk.bring(workbook);
    long brought = System.nanoTime();
    ImportState checked = desk.check(ready, ready.plan());
    long tried = System.nanoTime();
    ImportState done = desk.run(checked, ready.plan());
    long written = System.nanoTime();

    Map<RowOutcome, Integer> stated =
        Map.of(RowOutcome.CREATED, 70_400, RowOutcome.UPDATED, 27_600, RowOutcome.FAILED, 2_000);
    assertThat(checked.foreseen()).isEqualTo(stated);
    assertThat(done.counts()).isEqualTo(stated);
    assertThat(desk.live("customer")).isEqualTo(KNOWN + 70_400);
    ImportState undone = desk.undo(done);
    long end = System.nanoTime();
    assertThat(undone.counts()).containsEntry(RowOutcome.UNDONE, 98_000);
    assertThat(desk.live("customer")).isEqualTo(KNOWN);
    assertThat(desk.digest()).isEqualTo(before);
    System.out.printf(
        "import of %d rows over %d known customers: read %.1f s, check %.1f s, run %.1f s, undo %.1f s, heap at most %d"
            + " MB%n",
        ROWS,
        KNOWN,
        (brought - begin) / 1e9,
        (tried - brought) / 1e9,
        (written - tried) / 1e9,
        (end - written) / 1e9,
        Runtime.getRuntime().maxMemory() >> 20);
    ImportState twin =
        desk.bring(
            TestFiles.csv(folder.resolve("many.csv"), new Rows(ROWS), Charset.forName("GBK")));
    assertThat(desk.run(twin, twin.plan()).counts()).isEqualTo(stated);
  }
}
