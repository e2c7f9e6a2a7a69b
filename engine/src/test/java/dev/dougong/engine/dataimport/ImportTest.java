package dev.dougong.engine.dataimport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImportTest extends ImportShop {

  /** What shops really have, each row with its own way to write things. */
  private static List<List<Object>> dirty() {
    List<List<Object>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "张三", 1.38E10, "金卡", LocalDate.of(1990, 1, 5), "老客、苹果", 1234.5, "是", "万达店", "wang"));
    rows.add(
        List.of(
            "李 四", "13800000002.0", "normal", "1991.2.6", "a；b,a", "￥1,234.50", "否", "S2", "王店长"));
    rows.add(List.of("王五", "１３８００００００03", "Gold", "1992年3月7日", "", "88元", "true", "人民路店", ""));
    rows.add(List.of("赵六", "'+86 138-0000-0004", "普通", "19930408", "x", "", "", "", ""));
    rows.add(List.of("钱七", 13800000005L, "", 45296, "", 0.1 + 0.2, "", "", ""));
    rows.add(List.of("孙八", "13800000006", "金卡", "25/12/1994", "", "", "", "", ""));
    // the same phone again: the later row is right
    rows.add(List.of("张三丰", "138 0000 0000", "", "", "", "", "", "", ""));
    // problems
    rows.add(List.of("坏一", "123", "", "", "", "", "", "", ""));
    rows.add(List.of("坏二", "13800000012", "白金", "", "", "", "", "", ""));
    rows.add(List.of("坏三", "13800000013", "", "1/5/2024", "", "", "", "", ""));
    rows.add(List.of("坏四", "13800000014", "", "", "", "", "", "没有的店", ""));
    rows.add(List.of("坏五", "13800000015", "", "", "", "", "", "万达店二", ""));
    rows.add(List.of("坏六", "13800000016", "", "", "", "", "是", "", ""));
    rows.add(List.of("", "13800000017", "", "", "", "", "", "", ""));
    rows.add(List.of("坏八", "13800000018", "", "", "", "", "", "", "李"));
    return rows;
  }

  private Path dirtyXlsx() {
    List<List<Object>> rows = new ArrayList<>(dirty());
    rows.add(0, List.copyOf(HEADINGS));
    rows.add(0, List.of("客户名单(2024)"));
    return TestFiles.xlsx(folder.resolve("客户.xlsx"), rows);
  }

  private Path dirtyCsv(Charset charset) {
    List<List<Object>> rows = new ArrayList<>(dirty());
    rows.add(0, List.copyOf(HEADINGS));
    rows.add(0, List.of("客户名单(2024)"));
    return TestFiles.csv(folder.resolve("客户.csv"), rows, charset);
  }

  @Test
  void aDirtyWorkbookIsCheckedAndBroughtIn() {
    ImportState ready = desk.bring(dirtyXlsx());

    assertThat(ready.columns().stream().map(ImportColumn::name)).isEqualTo(HEADINGS);
    assertThat(ready.rows()).isEqualTo(15);
    assertThat(ready.plan().mapping())
        .containsEntry("客户姓名", "name")
        .containsEntry("手机号", "phone")
        .containsEntry("消费金额", "spent")
        .containsEntry("门店", "store");
    assertThat(ready.plan().mode()).isEqualTo(ImportMode.UPSERT);
    assertThat(ready.plan().key()).containsExactly("phone");

    ImportPlan plan = plan(ready, ImportMode.UPSERT);
    ImportState checked = desk.check(ready, plan);

    assertThat(checked.status()).isEqualTo(ImportStatus.CHECKED);
    Map<RowOutcome, Integer> foreseen =
        Map.of(RowOutcome.CREATED, 6, RowOutcome.UPDATED, 1, RowOutcome.FAILED, 8);
    assertThat(checked.foreseen()).isEqualTo(foreseen);
    assertThat(desk.live("customer")).isZero();
    assertThat(desk.count("change")).isEqualTo(4);
    assertThat(desk.problems(checked))
        .containsExactly(
            "10 phone.invalid /phone",
            "11 value.unknownOption /level",
            "12 import.ambiguousDate /birthday",
            "13 import.referenceNotFound /store",
            "14 import.referenceAmbiguous /store",
            "15 record.rule /level",
            "16 record.required /name",
            "17 import.referenceAmbiguous /owner");

    ImportState done = desk.run(checked, plan);

    assertThat(done.status()).isEqualTo(ImportStatus.DONE);
    assertThat(done.counts()).isEqualTo(foreseen);
    assertThat(desk.live("customer")).isEqualTo(6);
    assertThat(desk.problems(done)).hasSize(8);
  }

  @Test
  void theTwinInGbkGivesTheSame() {
    run(dirtyXlsx(), ImportMode.UPSERT);
    List<String> fromWorkbook = desk.customers();

    for (Charset charset : List.of(Charset.forName("GBK"), StandardCharsets.UTF_8)) {
      desk = ImportDesk.of(STORE, CUSTOMER);
      open(folder);
      ImportState ready = desk.bring(dirtyCsv(charset));
      assertThat(ready.details())
          .containsEntry("encoding", charset.name().equals("GBK") ? "GBK" : "UTF-8");
      desk.run(ready, plan(ready, ImportMode.UPSERT));
      assertThat(stores(desk.customers())).isEqualTo(stores(fromWorkbook));
    }
    assertThat(fromWorkbook)
        .hasSize(6)
        .anyMatch(row -> row.contains("张三丰") && row.contains("+8613800000000"))
        .anyMatch(row -> row.contains("1234.5") && row.contains("1991-02-06"))
        .anyMatch(row -> row.contains("钱七") && row.contains("2024-01-05"));
  }

  /** Stores have other ids in another workspace. */
  private static List<String> stores(List<String> rows) {
    return rows.stream()
        .map(row -> row.replaceAll("01910000-0000-7000-[0-9a-f-]+", "id"))
        .sorted()
        .toList();
  }

  @Test
  void eachModeDoesWhatItSays() {
    two();
    assertThat(run(three(), ImportMode.CREATE).counts())
        .isEqualTo(Map.of(RowOutcome.CREATED, 1, RowOutcome.FAILED, 2));
    desk.undo(desk.imports.recent(desk.manager(), "customer").get(0));

    assertThat(run(three(), ImportMode.UPDATE).counts())
        .isEqualTo(Map.of(RowOutcome.UPDATED, 1, RowOutcome.UNCHANGED, 1, RowOutcome.FAILED, 1));
    assertThat(desk.customers()).anyMatch(row -> row.contains("新名") && row.contains("留下"));
    assertThat(run(three(), ImportMode.SKIP).counts())
        .isEqualTo(Map.of(RowOutcome.SKIPPED, 2, RowOutcome.CREATED, 1));
    assertThat(run(three(), ImportMode.UPSERT).counts()).isEqualTo(Map.of(RowOutcome.UNCHANGED, 3));
  }

  @Test
  void mergingFillsWhatIsEmptyAndAddsToLists() {
    create(
        "customer",
        "{'name':'旧名','phone':'13800000001','note':'留下','tags':['a','b'],'level':'gold'}");
    create("customer", "{'name':'满的','phone':'13800000002','note':'n','tags':['a']}");
    Path file =
        TestFiles.csv(
            folder.resolve("merge.csv"),
            List.of(
                List.of("姓名", "手机号", "等级", "标签", "备注", "生日"),
                List.of("新名", "13800000001", "普通", "b、c", "别的", "1990-01-05"),
                List.of("别名", "13800000002", "", "a", "", ""),
                List.of("新人", "13800000003", "金卡", "x", "来了", ""),
                List.of("新人二", "13800000003", "普通", "y", "", "1991-01-01")),
            StandardCharsets.UTF_8);
    ImportState ready = desk.bring(file);
    ImportState checked = desk.check(ready, plan(ready, ImportMode.MERGE));
    assertThat(checked.foreseen())
        .isEqualTo(Map.of(RowOutcome.UPDATED, 2, RowOutcome.UNCHANGED, 1, RowOutcome.CREATED, 1));

    ImportState done = desk.run(checked, plan(checked, ImportMode.MERGE));

    assertThat(done.counts()).isEqualTo(checked.foreseen());
    assertThat(desk.customers())
        .anyMatch(
            row ->
                row.contains("旧名")
                    && row.contains("留下")
                    && row.contains("gold")
                    && row.contains("1990-01-05")
                    && row.contains("c"))
        .anyMatch(row -> row.contains("满的") && !row.contains("别名"))
        .anyMatch(row -> row.contains("新人") && row.contains("1991-01-01"));
    desk.undo(done);
    assertThat(desk.customers()).noneMatch(row -> row.contains("1990-01-05"));
  }

  @Test
  void whatWasSaidForSuchColumnsIsProposedAgain() {
    ImportState first = desk.bring(three());
    assertThat(first.isRemembered()).isFalse();
    ImportPlan said =
        new ImportPlan(
            Map.of("姓名", "note", "备注", "name", "手机号", "phone"),
            ImportMode.SKIP,
            List.of("phone"),
            DayOrder.MONTH_FIRST);
    desk.imports.run(desk.manager(), first.id(), said);

    ImportState second = desk.bring(three());

    assertThat(second.isRemembered()).isTrue();
    assertThat(second.plan()).isEqualTo(said);
  }

  @Test
  void aPlanThatDoesNotFitIsToldWhole() {
    ImportState ready = desk.bring(three());
    ImportPlan wrong =
        new ImportPlan(
            Map.of("姓名", "nmae", "没有", "phone"),
            ImportMode.UPSERT,
            List.of("name"),
            DayOrder.UNKNOWN);
    assertThat(ImportDesk.codes(() -> desk.imports.run(desk.manager(), ready.id(), wrong)))
        .containsExactlyInAnyOrder(
            "record.unknownField@/mapping/姓名",
            "import.unknownColumn@/mapping/没有",
            "record.noNaturalKey@/key");
    assertThat(desk.live("customer")).isZero();
  }

  @Test
  void rowsShowWhatTheyAreReadAs() {
    ImportState ready = desk.bring(dirtyXlsx());
    desk.check(ready, plan(ready, ImportMode.UPSERT));
    List<ImportRow> rows = desk.imports.rows(desk.manager(), ready.id(), false, 0, 2);
    assertThat(rows).extracting(ImportRow::number).containsExactly(3, 4);
    assertThat(rows.get(0).outcome()).isEqualTo(RowOutcome.CREATED);
    assertThat(rows.get(0).values().get("phone").asText()).isEqualTo("138 0000 0000");
    assertThat(rows.get(1).values().get("birthday").asText()).contains("1991");
    assertThat(rows.get(1).cells()).contains("1991.2.6");
  }

  @Test
  void momentsOfSpreadsheetsAreThoseOfTheShop() {
    Path file =
        TestFiles.xlsx(
            folder.resolve("d.xlsx"),
            List.of(
                List.of("姓名", "备注"),
                List.of("a", LocalDateTime.of(2024, 1, 5, 10, 30)),
                List.of("b", 13800000000L)));
    ImportState ready = desk.bring(file);
    assertThat(ready.columns().get(1).samples()).containsExactly("2024-01-05 10:30", "13800000000");
    assertThat(Files.exists(file)).isTrue();
  }
}
