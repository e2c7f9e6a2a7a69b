package dev.dougong.engine.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dougong.engine.packages.HostileZip.Entry;
import dev.dougong.engine.packages.internal.StoredPackages;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.problem.ProblemException;
import dev.dougong.engine.problem.ProblemTexts;
import dev.dougong.engine.testkit.Asvs;
import dev.dougong.engine.testkit.TestWorkspace;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Packages made to do harm: each is refused with a clear problem, and nothing has changed. */
class HostilePackagesTest {

  private static final ProblemTexts TEXTS = new ProblemTexts();

  private final TestWorkspace workspace = new TestWorkspace();
  private final Packages packages =
      new StoredPackages(
          workspace.store,
          workspace.check.kinds(),
          workspace.publishing,
          workspace.snapshots,
          PackageData.NONE,
          workspace.audit,
          workspace.database,
          workspace.clock);
  private final List<DynamicTest> cases = new ArrayList<>();

  @Asvs({"1.5.3", "2.2.2", "5.2.2", "5.2.3", "5.2.5", "5.3.2", "5.3.3"})
  @TestFactory
  Stream<DynamicTest> refusesEveryHostilePackageAndChangesNothing() {
    names();
    files();
    structure();
    entries();
    content();
    documents();
    sets();
    assertThat(cases).hasSizeGreaterThanOrEqualTo(60);
    return cases.stream();
  }

  @Test
  void takesAPackageThatWasZippedWithItsFolder() {
    SortedMap<String, byte[]> files = new TreeMap<>();
    SamplePackage.files().forEach((name, content) -> files.put("phone-store/" + name, content));

    assertThat(packages.plan(packages.zip(files)).isApplicable()).isTrue();
  }

  @Test
  void takesWhatOrdinaryToolsCompress() {
    List<Entry> entries = HostileZip.entries(SamplePackage.files());
    entries.forEach(Entry::deflate);

    assertThat(packages.plan(HostileZip.write(entries)).isApplicable()).isTrue();
  }

  private void names() {
    for (String name :
        List.of(
            "../evil.json",
            "entities/../../evil.json",
            "/etc/passwd",
            "C:/windows/evil.json",
            "entities\\evil.json",
            "..\\evil.json",
            "entities//customer.json",
            "./app2.json",
            "entities/./a.json",
            "entities/a b.json",
            "entities/客户.json",
            "entities/a\u0000.json",
            "entities/a\n.json",
            "~/x.json",
            "a/b/c/d/e.json",
            "x".repeat(300) + ".json")) {
      refuse("name " + name, "package.badName", zip -> zip.add(Entry.of(name, "{}")));
    }
    refuse(
        "name that is no UTF-8",
        "package.badName",
        zip -> zip.get(0).rawName(new byte[] {(byte) 0xC3, 0x28}));
    refuse("the same name twice", "package.fileTwice", zip -> zip.add(Entry.of("app.json", "{}")));
    refuse(
        "names that differ in case",
        "package.fileTwice",
        zip -> zip.add(Entry.of("App.json", "{}")));
    refuse(
        "a symbolic link",
        "package.notAFile",
        zip -> zip.add(Entry.of("entities/link.json", "/etc/passwd").mode(0xA1FF)));
    refuse(
        "a device",
        "package.notAFile",
        zip -> zip.add(Entry.of("entities/dev.json", "").mode(0x61FF)));
  }

  private void files() {
    refuse(
        "a file that no part knows",
        "package.unknownFile",
        zip -> zip.add(Entry.of("hack/run.json", "{}")));
    refuse("a script", "package.unknownFile", zip -> zip.add(Entry.of("run.sh", "rm -rf /")));
    refuse(
        "a class file",
        "package.unknownFile",
        zip -> zip.add(Entry.of("entities/Evil.class", "x")));
    refuse("a nested zip", "package.unknownFile", zip -> zip.add(Entry.of("data/inner.zip", "PK")));
    refuse(
        "a second app", "package.unknownFile", zip -> zip.add(Entry.of("apps/other.json", "{}")));
    refuse(
        "files outside the folder",
        "package.noApp",
        zip -> zip.forEach(entry -> entry.rename("a/b/" + entry.name())));
    refuse(
        "people that are not known",
        "package.unknownFile",
        zip -> zip.add(Entry.of("people/admins.csv", "a")));
    refuse(
        "a key with a capital",
        "package.unknownFile",
        zip -> zip.add(Entry.of("entities/Order.json", "{}")));
  }

  private void structure() {
    refuseBytes("nothing", "package.notZip", zip -> new byte[0]);
    refuseBytes("text", "package.notZip", zip -> "hello".getBytes(StandardCharsets.UTF_8));
    refuseBytes("half a zip", "package.notZip", zip -> Arrays.copyOf(zip, zip.length / 2));
    refuseBytes(
        "something before it",
        "package.notZip",
        zip -> join("<html>".getBytes(StandardCharsets.UTF_8), zip));
    refuseBytes("something behind it", "package.notZip", zip -> join(zip, new byte[] {1}));
    refuseBytes("a zip behind a zip", "package.notZip", zip -> join(zip, zip));
    refuseBytes(
        "a directory cut off",
        "package.notZip",
        zip -> Arrays.copyOfRange(zip, zip.length - 100, zip.length));
  }

  private void entries() {
    refuse("a wrong check sum", "package.damaged", zip -> zip.get(1).crc(42));
    refuse("a size that is too small", "package.damaged", zip -> zip.get(1).deflate().size(3));
    refuse("a size that is too large", "package.damaged", zip -> zip.get(1).deflate().size(5_000));
    refuse("broken compression", "package.damaged", zip -> zip.get(1).deflate().breakPacked());
    refuse(
        "headers that say different names",
        "package.headersDiffer",
        zip -> zip.get(1).localName("entities/other.json"));
    refuse(
        "headers that say different sizes",
        "package.headersDiffer",
        zip -> zip.get(1).localSize(7));
    refuse("encryption", "package.packedOtherwise", zip -> zip.get(1).flags(1));
    refuse("another compression", "package.packedOtherwise", zip -> zip.get(1).method(12));
    refuse("an overlap", "package.notZip", zip -> zip.get(1).offset(0));
    refuse("a place outside", "package.notZip", zip -> zip.get(1).offset(1 << 30));
    refuse("a negative place", "package.notZip", zip -> zip.get(1).offset(-5));
    refuse(
        "a bomb",
        "package.bomb",
        zip -> zip.add(Entry.of("data/bomb.csv", "0".repeat(4 << 20)).deflate()));
    refuse(
        "a file that says it is huge",
        "package.tooLarge",
        zip -> zip.add(Entry.of("data/huge.csv", "x").size(1 << 30)));
    refuse(
        "a file of negative size",
        "package.tooLarge",
        zip -> zip.add(Entry.of("data/huge.csv", "x").size(-1)));
    refuse(
        "too many files",
        "package.tooManyFiles",
        zip -> {
          for (int i = 0; i < 2_100; i++) {
            zip.add(Entry.of("entities/a" + i + ".json", "{}"));
          }
        });
  }

  private void content() {
    refuse("no app", "package.noApp", zip -> zip.remove(0));
    refuse(
        "a byte order mark",
        "package.byteOrderMark",
        zip -> zip.add(Entry.of("entities/a.json", "\uFEFF{}")));
    refuse(
        "no UTF-8",
        "package.notText",
        zip -> zip.add(Entry.of("entities/a.json", new byte[] {'{', (byte) 0xFF, '}'})));
    refuse("U+0000", "package.notText", zip -> zip.add(Entry.of("data/customer2.csv", "a\u0000b")));
    for (String json :
        List.of(
            "",
            "null",
            "[]",
            "\"text\"",
            "{",
            "{}{}",
            "{} x",
            "{\"key\":\"a\",\"key\":\"b\",\"fields\":[]}",
            "{'key':'a'}",
            "{\"key\":\"a\",}",
            "{\"n\":" + "9".repeat(200) + "}",
            "{\"n\":NaN}",
            "/* c */ {}",
            "[".repeat(100) + "]".repeat(100),
            "{\"a\":".repeat(60) + "1" + "}".repeat(60),
            "{\"t\":\"" + "x".repeat(300_000) + "\"}")) {
      refuse(
          "JSON " + brief(json),
          "metadata.notJson",
          zip -> zip.add(Entry.of("entities/a.json", json)));
    }
  }

  private void documents() {
    document("a key that is not the file's", "metadata.otherKey", "{\"key\":\"b\",\"fields\":[]}");
    document(
        "a key that is no key", "metadata.badText", "{\"key\":\"a; drop table\",\"fields\":[]}");
    document(
        "a property that is not known",
        "metadata.unknownProperty",
        "{\"key\":\"a\",\"fields\":[],\"sql\":\"x\"}");
    document(
        "a field of a class",
        "metadata.unknownFieldType",
        "{\"key\":\"a\",\"fields\":[{\"key\":\"x\",\"type\":\"java.lang.Runtime\"}]}");
    document(
        "a system field",
        "metadata.reservedKey",
        "{\"key\":\"a\",\"fields\":[{\"key\":\"owner\",\"type\":\"text\"}]}");
    document(
        "an outside reference",
        "metadata.unknownProperty",
        "{\"key\":\"a\",\"fields\":[],\"$ref\":\"http://example.org\"}");
    document(
        "an expression that reaches for a class",
        "expression.",
        "{\"key\":\"a\",\"fields\":[{\"key\":\"x\",\"type\":\"formula\",\"result\":\"text\",\"expression\":\"Runtime.getRuntime().exec('x')\"}]}");
    document(
        "formulas in a circle",
        "metadata.derivationCycle",
        "{\"key\":\"a\",\"fields\":[{\"key\":\"x\",\"type\":\"formula\",\"result\":\"integer\",\"expression\":\"y + 1\"},"
            + "{\"key\":\"y\",\"type\":\"formula\",\"result\":\"integer\",\"expression\":\"x + 1\"}]}");
  }

  private void sets() {
    document(
        "a rollup of nothing",
        "metadata.unknownEntity",
        "{\"key\":\"a\",\"fields\":[{\"key\":\"x\",\"type\":\"rollup\",\"entity\":\"nope\",\"via\":\"a\",\"aggregate\":\"count\"}]}");
    document("a hundred thousand fields", "metadata.tooLarge", manyFields());
    refuse(
        "data of no entity",
        "metadata.unknownEntity",
        zip -> zip.add(Entry.of("data/nobody.csv", "a\n1\n")));
    refuse(
        "an extension of nothing",
        "package.nothingToExtend",
        zip -> zip.add(Entry.of("extensions/entity/nobody.json", "{\"key\":\"nobody\"}")));
    refuse(
        "an extension of no kind",
        "package.unknownFile",
        zip -> zip.add(Entry.of("extensions/secret/x.json", "{}")));
    refuse(
        "no range of versions",
        "package.badRange",
        zip ->
            zip.set(
                0,
                Entry.of(
                    "app.json",
                    "{\"key\":\"shop\",\"version\":\"1.0.0\",\"label\":{},\"engine\":\">=x\"}")));
    refuse(
        "no version",
        "metadata.badText",
        zip ->
            zip.set(
                0, Entry.of("app.json", "{\"key\":\"shop\",\"version\":\"one\",\"label\":{}}")));
    refuse(
        "a role that reads what is not there",
        "metadata.unknownEntity",
        zip ->
            zip.add(
                Entry.of(
                    "roles/r.json",
                    "{\"key\":\"r\",\"entities\":[{\"entity\":\"salary\",\"read\":true}]}")));
    refuse(
        "roles in a circle",
        "metadata.roleCycle",
        zip -> zip.add(Entry.of("roles/r.json", "{\"key\":\"r\",\"extends\":[\"r\"]}")));
  }

  private static String manyFields() {
    StringBuilder fields = new StringBuilder("{\"key\":\"a\",\"fields\":[");
    for (int i = 0; i < 600; i++) {
      fields
          .append(i == 0 ? "" : ",")
          .append("{\"key\":\"f")
          .append(i)
          .append("\",\"type\":\"text\"}");
    }
    return fields.append("]}").toString();
  }

  private void document(String name, String code, String json) {
    refuse(name, code, zip -> zip.add(Entry.of("entities/a.json", json)));
  }

  private void refuse(String name, String code, Consumer<List<Entry>> change) {
    refuseBytes(
        name,
        code,
        ignored -> {
          List<Entry> entries = HostileZip.entries(SamplePackage.files());
          change.accept(entries);
          return HostileZip.write(entries);
        });
  }

  private void refuseBytes(
      String name, String code, java.util.function.UnaryOperator<byte[]> make) {
    cases.add(
        DynamicTest.dynamicTest(
            brief(name),
            () -> {
              byte[] zip = make.apply(packages.zip(SamplePackage.files()));
              assertThatThrownBy(
                      () -> packages.apply(zip, new Packages.ApplyOptions(true, true, null)))
                  .isInstanceOfSatisfying(
                      ProblemException.class, refusal -> assertClear(refusal, code));
              assertThat(workspace.catalogue.version()).isZero();
              assertThat(workspace.metadata().entities()).isEmpty();
            }));
  }

  private static void assertClear(ProblemException refusal, String code) {
    assertThat(refusal.problems()).extracting(Problem::code).anyMatch(one -> one.startsWith(code));
    for (Problem problem : refusal.problems()) {
      for (Locale locale : List.of(Locale.ENGLISH, Locale.CHINESE)) {
        assertThat(TEXTS.message(problem, locale)).isNotEqualTo(problem.code());
        assertThat(TEXTS.remedy(problem, locale)).isNotNull();
      }
    }
  }

  private static String brief(String text) {
    String shown = text.replaceAll("\\p{Cntrl}", "?");
    return shown.length() > 40 ? shown.substring(0, 40) + "…" : shown;
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
