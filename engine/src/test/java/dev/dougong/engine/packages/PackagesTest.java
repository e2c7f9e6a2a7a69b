package dev.dougong.engine.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentJson;
import dev.dougong.engine.metadata.publish.PublishOptions;
import dev.dougong.engine.packages.PackagePlan.Action;
import dev.dougong.engine.packages.Packages.ApplyOptions;
import dev.dougong.engine.packages.internal.StoredPackages;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.testkit.TestWorkspace;
import dev.dougong.engine.value.ValueKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class PackagesTest {

  private static final ApplyOptions OPTIONS = new ApplyOptions(true, false, null);

  private final TestWorkspace workspace = new TestWorkspace();
  private final List<String> loaded = new ArrayList<>();
  private String today = "";
  private final PackageData data =
      new PackageData() {
        @Override
        public void people(String file, String csv) {
          loaded.add(file);
        }

        @Override
        public void records(Metadata metadata, List<DataFile> files, DataDays days) {
          today = days.moved("sale", "soldOn", ValueKind.DATE, "2025-06-20");
          for (DataFile file : files) {
            assertThat(metadata.findEntity(file.entity())).isNotNull();
            loaded.add(file.entity() + file.deferred());
          }
        }
      };
  private final Packages packages =
      new StoredPackages(
          workspace.store,
          workspace.check.kinds(),
          workspace.publishing,
          workspace.snapshots,
          data,
          workspace.audit,
          workspace.database,
          workspace.clock);

  @Test
  void showsAPlanAndThenInstallsDocumentsTablesPeopleAndRecords() {
    byte[] zip = packages.zip(SamplePackage.files());

    PackagePlan plan = packages.plan(zip);

    assertThat(plan.problems()).isEmpty();
    assertThat(plan.isApplicable()).isTrue();
    assertThat(plan.items()).allSatisfy(item -> assertThat(item.action()).isEqualTo(Action.CREATE));
    assertThat(workspace.metadata().entities()).isEmpty();

    packages.apply(zip, OPTIONS);

    assertThat(workspace.metadata().findEntity("sale")).isNotNull();
    assertThat(loaded).containsExactly("users", "customer[referrer]", "sale[]");
    assertThat(packages.plan(zip).items())
        .allSatisfy(item -> assertThat(item.action()).isEqualTo(Action.SAME));
  }

  @Test
  void movesTheDaysOfTheRecordsToTheInstallWhereTheAppSaysSo() {
    packages.apply(packages.zip(SamplePackage.files()), OPTIONS);
    assertThat(today).isEqualTo("2025-06-20");
    packages.uninstall("shop", false, null);

    var files = SamplePackage.files();
    SamplePackage.put(
        files,
        "app.json",
        """
        {"key":"shop","version":"1.0.0","label":{"zh":"店铺","en":"Shop"},
         "data":{"lastDay":"2025-06-20","fixed":{"sale":["amount"]}}}
        """);
    packages.apply(packages.zip(files), OPTIONS);

    assertThat(today).isEqualTo("2026-01-01");
  }

  @Test
  void refusesToKeepTheDaysOfAFieldThatIsNotThere() {
    var files = SamplePackage.files();
    SamplePackage.put(
        files,
        "app.json",
        """
        {"key":"shop","version":"1.0.0","label":{"zh":"店铺","en":"Shop"},
         "data":{"lastDay":"2025-06-20","fixed":{"sale":["soldOn"],"sail":[]}}}
        """);

    assertThat(packages.plan(packages.zip(files)).problems())
        .extracting(Problem::place)
        .containsExactlyInAnyOrder("/data/fixed/sale/0", "/data/fixed/sail");
  }

  @Test
  void exportsWhatWasInstalledByteForByte() {
    byte[] zip = packages.zip(SamplePackage.files());
    packages.apply(zip, OPTIONS);

    assertThat(packages.export("shop", false)).isEqualTo(zip);
  }

  @Test
  void exportsLocalChangesOnlyWhenAsked() {
    byte[] zip = packages.zip(SamplePackage.files());
    packages.apply(zip, OPTIONS);
    changeLocally("customer", "\"title\":\"name\"", "\"title\":\"phone\"");

    assertThat(packages.export("shop", false)).isEqualTo(zip);
    byte[] local = packages.export("shop", true);

    assertThat(new String(local, StandardCharsets.UTF_8)).contains("\"title\" : \"phone\"");
    packages.uninstall("shop", false, null);
    packages.apply(local, OPTIONS);
    assertThat(workspace.metadata().entity("customer").definition().title()).isEqualTo("phone");
  }

  @Test
  void mergesAnUpgradeWithLocalChanges() {
    packages.apply(packages.zip(SamplePackage.files()), OPTIONS);
    changeLocally("customer", "\"title\":\"name\"", "\"title\":\"phone\"");

    byte[] upgrade = upgrade("\"required\":true},", "\"required\":true,\"maxLength\":30},");
    packages.apply(upgrade, OPTIONS);

    var customer = workspace.metadata().entity("customer").definition();
    assertThat(customer.title()).isEqualTo("phone");
    assertThat(customer.fields().get(0).number("maxLength", 0)).isEqualTo(30);
    assertThat(packages.export("shop", false)).isEqualTo(upgrade);
  }

  @Test
  void showsAConflictWhereBothSidesChangedAPlace() {
    packages.apply(packages.zip(SamplePackage.files()), OPTIONS);
    changeLocally("customer", "\"title\":\"name\"", "\"title\":\"phone\"");
    byte[] upgrade = upgrade("\"title\":\"name\",", "");

    PackagePlan plan = packages.plan(upgrade);

    assertThat(plan.isApplicable()).isFalse();
    assertThat(plan.items())
        .anySatisfy(
            item -> {
              assertThat(item.action()).isEqualTo(Action.CONFLICT);
              assertThat(item.conflicts())
                  .extracting(PackagePlan.Conflict::place)
                  .containsExactly("/title");
            });
    assertThatThrownBy(() -> packages.apply(upgrade, OPTIONS))
        .isInstanceOf(ConflictException.class);
  }

  @Test
  void neverOverwritesADocumentOfAnotherOwner() {
    workspace.publish("{\"key\":\"customer\",\"fields\":[{\"key\":\"name\",\"type\":\"text\"}]}");

    assertThatThrownBy(() -> packages.apply(packages.zip(SamplePackage.files()), OPTIONS))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("package.ownedByOther");

    assertThat(workspace.metadata().entities()).hasSize(1);
    assertThat(packages.apps()).isEmpty();
  }

  @Test
  void keepsRecordsForALaterInstallWhereAsked() {
    byte[] zip = packages.zip(SamplePackage.files());
    packages.apply(zip, OPTIONS);
    int id = workspace.metadata().entity("customer").id();

    packages.uninstall("shop", true, null);
    assertThat(workspace.metadata().entities()).isEmpty();
    packages.apply(zip, OPTIONS);

    assertThat(workspace.metadata().entity("customer").id()).isEqualTo(id);
  }

  @Test
  void extendsADocumentOfAnAppThatIsRequired() {
    packages.apply(packages.zip(SamplePackage.files()), OPTIONS);
    SortedMap<String, byte[]> files = extension();

    packages.apply(packages.zip(files), OPTIONS);
    assertThat(workspace.metadata().entity("customer").field("birthday")).isNotNull();

    assertThatThrownBy(() -> packages.uninstall("shop", false, null))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("package.isRequired");
    packages.uninstall("birthdays", false, null);
    assertThat(workspace.metadata().entity("customer").field("birthday")).isNull();
  }

  @Test
  void tellsWhatIsMissing() {
    InputException refusal =
        catchThrowableOfType(
            InputException.class, () -> packages.apply(packages.zip(extension()), OPTIONS));

    assertThat(refusal.problems()).extracting(Problem::code).contains("package.appMissing");
  }

  @Test
  void tellsThatThePackageIsForAnotherEngine() {
    SortedMap<String, byte[]> files = SamplePackage.files();
    SamplePackage.put(
        files,
        "app.json",
        "{\"key\":\"shop\",\"version\":\"1.0.0\",\"label\":{},\"engine\":\">=9\"}");

    assertThat(packages.plan(packages.zip(files)).problems())
        .extracting(Problem::code)
        .contains("package.otherEngine");
  }

  @Test
  void tellsThatAppsRequireEachOther() {
    SortedMap<String, byte[]> files = SamplePackage.files();
    SamplePackage.put(
        files,
        "app.json",
        "{\"key\":\"shop\",\"version\":\"1.0.0\",\"label\":{},\"requires\":{\"shop\":\">=1\"}}");

    assertThat(packages.plan(packages.zip(files)).problems())
        .extracting(Problem::code)
        .contains("package.requiresCycle");
  }

  @Test
  void renamesAFieldThatThisWorkspaceChangedAndUsesElsewhere() {
    packages.apply(packages.zip(SamplePackage.files()), OPTIONS);
    int phone = id("phone");
    changeLocally("customer", "\"unique\":true", "\"unique\":true,\"required\":true");
    localRole();

    byte[] upgrade =
        upgrade(
            "[\"phone\"]",
            "[\"mobile\"]",
            "{\"key\":\"phone\"",
            "{\"key\":\"mobile\",\"formerKeys\":[\"phone\"]");
    packages.apply(upgrade, OPTIONS);

    assertThat(id("mobile")).isEqualTo(phone);
    var mobile = workspace.metadata().entity("customer").field(phone).definition();
    assertThat(mobile.required()).isTrue();
    assertThat(content("role", "keeper")).contains("mobile").doesNotContain("phone");
    assertThat(packages.export("shop", false)).isEqualTo(upgrade);
  }

  @Test
  void upgradesAFieldThatThisWorkspaceRenamed() {
    packages.apply(packages.zip(SamplePackage.files()), OPTIONS);
    int name = id("name");
    changeLocally(
        "customer", "{\"key\":\"name\"", "{\"key\":\"fullName\",\"formerKeys\":[\"name\"]");
    assertThat(workspace.metadata().entity("customer").definition().title()).isEqualTo("fullName");

    packages.apply(upgrade("\"required\":true},", "\"required\":true,\"maxLength\":30},"), OPTIONS);

    var field = workspace.metadata().entity("customer").field(name).definition();
    assertThat(field.key()).isEqualTo("fullName");
    assertThat(field.number("maxLength", 0)).isEqualTo(30);
    assertThat(workspace.metadata().entity("customer").fields()).hasSize(3);
  }

  private int id(String field) {
    return Objects.requireNonNull(workspace.metadata().entity("customer").field(field)).id();
  }

  private String content(String kind, String key) {
    return Objects.requireNonNull(
        Objects.requireNonNull(workspace.store.find(new Document.Name(kind, key))).content());
  }

  private void localRole() {
    Document.Name role =
        workspace.draft(
            "role",
            "{\"key\":\"keeper\",\"entities\":[{\"entity\":\"customer\",\"read\":\"isBlank(phone)\",\"fields\":{\"phone\":\"read\"}}]}");
    workspace.publishing.publish(List.of(role), PublishOptions.by(null));
  }

  private static SortedMap<String, byte[]> extension() {
    SortedMap<String, byte[]> files = SamplePackage.files();
    files.clear();
    SamplePackage.put(
        files,
        "app.json",
        "{\"key\":\"birthdays\",\"version\":\"1.0.0\",\"label\":{},\"requires\":{\"shop\":\">=1.0\"}}");
    SamplePackage.put(
        files,
        "extensions/entity/customer.json",
        "{\"key\":\"customer\",\"fields\":[{\"key\":\"birthday\",\"type\":\"date\"}]}");
    return files;
  }

  /** The sample with pairs of texts of the customer changed. */
  private byte[] upgrade(String... changes) {
    SortedMap<String, byte[]> files = SamplePackage.files();
    String customer = new String(files.get("entities/customer.json"), StandardCharsets.UTF_8);
    for (int i = 0; i < changes.length; i += 2) {
      assertThat(customer).contains(changes[i]);
      customer = customer.replace(changes[i], changes[i + 1]);
    }
    SamplePackage.put(files, "entities/customer.json", customer);
    SamplePackage.put(
        files, "app.json", "{\"key\":\"shop\",\"version\":\"1.1.0\",\"label\":{\"en\":\"Shop\"}}");
    return packages.zip(files);
  }

  private void changeLocally(String key, String from, String to) {
    Document.Name name = new Document.Name("entity", key);
    String content =
        new String(SamplePackage.files().get("entities/" + key + ".json"), StandardCharsets.UTF_8);
    assertThat(content).contains(from);
    workspace.documents.putDraft(name, DocumentJson.read(content.replace(from, to)), null, null);
    workspace.publishing.publish(List.of(name), PublishOptions.by(null));
  }
}
