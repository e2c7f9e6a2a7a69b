package dev.dougong.engine.dataimport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.dataimport.format.FileLimits;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.testkit.Asvs;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What files may look like, and what they may not do. */
class ImportFilesTest {

  private static final String RELATIONS =
      """
      <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
        <Relationship Id="r1" Target="worksheets/sheet1.xml"/>
        <Relationship Id="r2" Target="/xl/worksheets/sheet2.xml"/></Relationships>
      """;
  private static final String WORKBOOK =
      """
      <workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
        <sheets><sheet name="隐藏" state="hidden" r:id="r2"/><sheet name="名单" r:id="r1"/>
        <sheet name="旧的" r:id="r2"/></sheets></workbook>
      """;

  private Path folder;
  private ImportDesk desk;

  @BeforeEach
  void open(@TempDir Path temporary) {
    folder = temporary;
    desk =
        ImportDesk.of(
            ImportShop.CUSTOMER
                .replace("\"reference\"", "\"text\"")
                .replace(",\"entity\":\"store\"", ""));
  }

  private Path text(String name, String text, Charset charset) throws IOException {
    return Files.write(folder.resolve(name), text.getBytes(charset));
  }

  private Path workbook(String sheet, String shared) {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("xl/_rels/workbook.xml.rels", RELATIONS);
    parts.put("xl/workbook.xml", WORKBOOK);
    parts.put("xl/sharedStrings.xml", shared);
    parts.put("xl/worksheets/sheet1.xml", sheet);
    parts.put("xl/worksheets/sheet2.xml", "<worksheet><sheetData/></worksheet>");
    return TestFiles.zip(folder.resolve("a.xlsx"), parts);
  }

  private String refusal(Path file) {
    Problem problem = ImportDesk.problem(() -> desk.bring(file));
    assertThat(desk.count("data_import")).isZero();
    return problem.code();
  }

  @Test
  void workbooksOfOtherProgramsAreRead() {
    ImportState one =
        desk.bring(
            workbook(
                """
                <worksheet><sheetData>
                <row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="inlineStr"><is><t>手机号</t></is></c></row>
                <row><c t="s"><v>1</v></c><c t="e"><v>#N/A</v></c><c r="C3"><v>1.3800000001E10</v></c></row>
                <row r="9"><c r="A9" t="str"><f>A3&amp;"x"</f><v>李_x000D_四</v></c></row>
                </sheetData></worksheet>
                """,
                """
                <sst><si><r><t>姓</t></r><r><t>名</t></r><rPh sb="0" eb="1"><t>xing</t></rPh></si>
                <si><t xml:space="preserve"> 张&lt;三 </t></si></sst>
                """));

    assertThat(one.columns())
        .containsExactly(
            new ImportColumn("姓名", List.of("张<三", "李\r四")),
            new ImportColumn("列 2", List.of()),
            new ImportColumn("手机号", List.of("13800000001")));
    assertThat(one.details()).containsEntry("sheet", "名单");
    assertThat(one.notes()).extracting(Problem::code).containsExactly("import.otherSheets");
    assertThat(desk.imports.rows(desk.manager(), one.id(), false, 0, 10))
        .extracting(ImportRow::number)
        .containsExactly(3, 9);
  }

  @Test
  void separatorsAndEncodingsAreFound() throws IOException {
    for (String separator : List.of(",", ";", "\t")) {
      String text = "姓名%s手机号\n\"张%s三\"%s13800000001\n".formatted(separator, separator, separator);
      for (Charset charset :
          List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"), StandardCharsets.UTF_16)) {
        ImportState one = desk.bring(text("a.csv", text, charset));
        assertThat(one.columns())
            .as(charset + separator)
            .extracting(ImportColumn::name)
            .containsExactly("姓名", "手机号");
        assertThat(one.columns().get(0).samples()).containsExactly("张" + separator + "三");
      }
    }
  }

  @Test
  void headingsAreToldApartAndNamed() throws IOException {
    ImportState one = desk.bring(text("a.csv", "电话,电话,,姓名\n1,2,3,4,5\n", StandardCharsets.UTF_8));
    assertThat(one.columns())
        .extracting(ImportColumn::name)
        .containsExactly("电话", "电话 (2)", "列 3", "姓名", "列 5");
  }

  @Test
  void addressBooksOfPhonesAreRead() throws IOException {
    String cards =
        """
        BEGIN:VCARD
        VERSION:2.1
        N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=BC=A0;=E4=B8=
        =89;;;
        TEL;CELL:138-0000-0001
        TEL;HOME:010-12345678
        PHOTO;ENCODING=BASE64:%s
        END:VCARD
        begin:vcard
        item1.TEL;TYPE=cell:tel:+86 13800000002
        FN:李四
        N:四;李;;;
        NOTE:第一行\\n第二
         行
        BDAY:1990-01-05
        END:VCARD
        BEGIN:VCARD
        N:Smith;John;;;
        END:VCARD
        """
            .formatted("A".repeat(200_000));
    ImportState one = desk.bring(text("联系人.vcf", cards, StandardCharsets.UTF_8));

    assertThat(one.format()).isEqualTo("vcard");
    assertThat(one.rows()).isEqualTo(3);
    assertThat(one.plan().mapping()).containsEntry("姓名", "name").containsEntry("手机号", "phone");
    List<ImportRow> rows = desk.imports.rows(desk.manager(), one.id(), false, 0, 10);
    assertThat(rows.get(0).cells()).startsWith("张三", "138-0000-0001", "010-12345678");
    assertThat(rows.get(1).cells())
        .containsExactly("李四", "+86 13800000002", "", "", "", "", "1990-01-05", "", "", "第一行\n第二行");
    assertThat(rows.get(2).cells()).startsWith("John Smith");
  }

  @Asvs("5.2.2")
  @Test
  void whatIsNoTableIsRefused() throws IOException {
    assertThat(refusal(text("a.exe", "x", StandardCharsets.UTF_8)))
        .isEqualTo("import.unknownFormat");
    byte[] old = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 1, 2};
    assertThat(refusal(Files.write(folder.resolve("a.xls"), old)))
        .isEqualTo("import.unknownFormat");
    assertThat(refusal(text("a.csv", "", StandardCharsets.UTF_8))).isEqualTo("import.noRows");
    assertThat(refusal(text("a.csv", "姓名,电话\n", StandardCharsets.UTF_8)))
        .isEqualTo("import.noRows");
    assertThat(refusal(TestFiles.zip(folder.resolve("b.xlsx"), Map.of("a", "b"))))
        .isEqualTo("import.unreadable");
    Path broken = workbook("<worksheet>", "<sst/>");
    assertThat(refusal(Files.write(broken, new byte[] {'P', 'K', 3, 4, 9, 9})))
        .isEqualTo("import.unreadable");
    assertThat(refusal(workbook("<worksheet><row>", "<sst/>"))).isEqualTo("import.unreadable");
  }

  @Asvs({"1.5.1", "5.2.1", "5.2.3", "15.2.2"})
  @Test
  void bombsAreRefusedBeforeTheyFillTheMemory() throws IOException {
    String sheet = "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>%s</t></is></c></row>";
    assertThat(refusal(workbook(sheet.formatted("x".repeat(FileLimits.CELL + 1)), "<sst/>")))
        .isEqualTo("import.cellTooLong");
    assertThat(refusal(workbook(sheet.formatted("x".repeat(9_000_000)), "<sst/>")))
        .isIn("import.cellTooLong", "import.unreadable");
    assertThat(refusal(workbook("<worksheet a=\"" + "x".repeat(9_000_000) + "\"/>", "<sst/>")))
        .isEqualTo("import.unreadable");
    assertThat(refusal(workbook("<worksheet><!-- " + "<".repeat(900_000) + " -->", "<sst/>")))
        .isEqualTo("import.unreadable");
    assertThat(
            refusal(
                workbook(
                    "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><worksheet>&b;",
                    "<sst/>")))
        .isEqualTo("import.unreadable");
    assertThat(refusal(text("q.csv", "姓名,\"" + "x\n".repeat(200_000), StandardCharsets.UTF_8)))
        .isEqualTo("import.cellTooLong");
    assertThat(refusal(text("c.csv", "x,".repeat(FileLimits.COLUMNS + 1), StandardCharsets.UTF_8)))
        .isEqualTo("import.tooManyColumns");
    assertThat(refusal(endless())).isEqualTo("import.unreadable");
    Path many = text("m.csv", "姓名\n" + "x\n".repeat(FileLimits.ROWS + 1), StandardCharsets.UTF_8);
    assertThat(refusal(many)).isEqualTo("import.tooManyRows");
    assertThat(desk.count("data_import_row")).isZero();
  }

  /** A small file that says of itself that it becomes more than any workbook has. */
  private Path endless() throws IOException {
    Path file = folder.resolve("z.xlsx");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      out.putNextEntry(new ZipEntry("xl/workbook.xml"));
      byte[] zeros = new byte[10_000_000];
      for (int i = 0; i < 61; i++) {
        out.write(zeros);
      }
      out.closeEntry();
    }
    return file;
  }
}
