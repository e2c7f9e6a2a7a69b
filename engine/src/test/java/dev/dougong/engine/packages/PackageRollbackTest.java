package dev.dougong.engine.packages;

import static dev.dougong.engine.packages.PackageWorkspace.CONSENT;
import static dev.dougong.engine.packages.PackageWorkspace.birthdays;
import static dev.dougong.engine.packages.PackageWorkspace.choose;
import static dev.dougong.engine.packages.PackageWorkspace.codes;
import static dev.dougong.engine.packages.PackageWorkspace.item;
import static dev.dougong.engine.packages.PackageWorkspace.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.store.StoredDocument;
import dev.dougong.engine.packages.Choices.Side;
import dev.dougong.engine.packages.PackagePlan.Action;
import dev.dougong.engine.packages.Packages.ApplyOptions;
import dev.dougong.engine.problem.ConflictException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** An upgrade can be taken back, an app removed; numbers of fields and values stay or go whole. */
class PackageRollbackTest {

  private static final String CUSTOMER = "entities/customer.json";

  private final PackageWorkspace shop = new PackageWorkspace();

  private static SortedMap<String, byte[]> withoutReferrer() {
    var files = sample("1.1.0", CUSTOMER);
    String text = new String(files.get(CUSTOMER), StandardCharsets.UTF_8);
    SamplePackage.put(files, CUSTOMER, text.replaceFirst(",\\s*\\{\"key\":\"referrer\"[^}]*}", ""));
    return files;
  }

  private static SortedMap<String, byte[]> withNote(String version, String type) {
    return sample(
        version,
        CUSTOMER,
        "{\"key\":\"phone\"",
        "{\"key\":\"note\",\"type\":\"" + type + "\"},{\"key\":\"phone\"");
  }

  @Test
  void givesAFieldThatComesBackItsNumberAndValues() {
    shop.install(withNote("1.0.0", "text"));
    Field note = shop.field("note");
    shop.insert(note, "\"likes red\"");

    shop.install(sample("1.1.0", CUSTOMER));
    assertThat(shop.customer().field("note")).isNull();
    shop.packages.rollback("shop", CONSENT);

    assertThat(shop.field("note").id()).isEqualTo(note.id());
    assertThat(shop.stored()).singleElement().asString().contains("likes red");
    assertThat(shop.packages.apps().get(0).version()).isEqualTo("1.0.0");
  }

  @Test
  void givesAFieldWhoseTypeChangedItsFormerNumber() {
    shop.install(withNote("1.0.0", "text"));
    int note = shop.field("note").id();
    shop.insert(shop.field("note"), "\"12\"");

    shop.install(withNote("1.1.0", "integer"));
    assertThat(shop.field("note").id()).isNotEqualTo(note);
    shop.packages.rollback("shop", CONSENT);

    assertThat(shop.field("note").id()).isEqualTo(note);
  }

  @Test
  void givesAFieldOfTheNextVersionItsNumberWhenTheUpgradeIsDoneAgain() {
    shop.install(sample("1.0.0", CUSTOMER));
    shop.install(withNote("1.1.0", "text"));
    int note = shop.field("note").id();
    shop.packages.rollback("shop", CONSENT);

    shop.install(withNote("1.1.0", "text"));

    assertThat(shop.field("note").id()).isEqualTo(note);
  }

  @Test
  void givesAnEntityThatComesBackItsNumberAndRecords() {
    shop.install(sample("1.0.0", CUSTOMER));
    int sale = shop.workspace.metadata().entity("sale").id();
    var upgrade = sample("1.1.0", "entities/sale.json", "");
    PackageWorkspace.change(upgrade, "data/sale.csv", "");
    PackageWorkspace.change(upgrade, "roles/clerk.json", "{\"entity\":\"sale\",\"read\":true}", "");

    shop.install(upgrade);
    assertThat(shop.workspace.metadata().findEntity("sale")).isNull();
    shop.packages.rollback("shop", CONSENT);

    assertThat(shop.workspace.metadata().entity("sale").id()).isEqualTo(sale);
  }

  @Test
  void makesDocumentsWhatTheyWereWithTheirLayers() {
    shop.install(sample("1.0.0", CUSTOMER));
    shop.changeHere("role", "clerk", "\"read\":true", "\"read\":true,\"update\":true");
    List<StoredDocument> before = shop.workspace.store.documents();
    var upgrade = withoutReferrer();
    PackageWorkspace.change(upgrade, "roles/clerk.json", "\"read\":true", "\"read\":false");
    SamplePackage.put(upgrade, "roles/boss.json", "{\"key\":\"boss\",\"entities\":[]}");
    shop.install(upgrade);
    assertThat(shop.packages.apps().get(0).previous()).isEqualTo("1.0.0");

    PackagePlan plan = shop.packages.planRollback("shop", Choices.NONE);
    assertThat(item(plan, "role", "boss").action()).isEqualTo(Action.DELETE);
    assertThat(plan.isApplicable()).isTrue();
    shop.packages.rollback("shop", CONSENT);

    assertThat(shop.workspace.store.documents())
        .usingRecursiveComparison()
        .ignoringFields("version", "revision")
        .isEqualTo(before);
    assertThat(shop.packages.export("shop", false))
        .isEqualTo(shop.packages.zip(sample("1.0.0", CUSTOMER)));
    assertThat(shop.packages.apps().get(0).previous()).isNull();
  }

  @Test
  void keepsWhatWasChangedHereSinceTheUpgrade() {
    shop.install(sample("1.0.0", CUSTOMER));
    shop.install(withNote("1.1.0", "text"));
    shop.changeHere("entity", "customer", "\"title\":\"name\"", "\"title\":\"phone\"");

    shop.packages.rollback("shop", CONSENT);

    assertThat(shop.customer().field("note")).isNull();
    assertThat(shop.customer().definition().title()).isEqualTo("phone");
  }

  @Test
  void asksWhereGoingBackMeetsAChangeOfThisWorkspace() {
    shop.install(sample("1.0.0", CUSTOMER));
    shop.install(withNote("1.1.0", "text"));
    shop.changeHere("entity", "customer", "\"key\":\"note\"", "\"key\":\"note\",\"required\":true");

    ConflictException refusal =
        catchThrowableOfType(
            ConflictException.class, () -> shop.packages.rollback("shop", CONSENT));
    assertThat(codes(refusal)).containsExactly("package.changedOnBothSides");
    shop.packages.rollback(
        "shop",
        new ApplyOptions(
            false,
            true,
            null,
            Choices.of(null, List.of(choose(Side.OURS, "entity", "customer", "/fields/note")))));

    assertThat(shop.field("note").definition().required()).isTrue();
  }

  @Test
  void tellsThatThereIsNothingToTakeBack() {
    shop.install(sample("1.0.0", CUSTOMER));

    ConflictException refusal =
        catchThrowableOfType(
            ConflictException.class, () -> shop.packages.planRollback("shop", Choices.NONE));

    assertThat(codes(refusal)).containsExactly("package.nothingToRollBack");
  }

  @Test
  void leavesNothingOfAnExtensionInStorage() {
    shop.install(
        sample(
            "1.0.0",
            CUSTOMER,
            "{\"key\":\"phone\"",
            "{\"key\":\"visits\",\"type\":\"table\",\"fields\":[{\"key\":\"on\",\"type\":\"date\"}]},"
                + "{\"key\":\"phone\""));
    shop.install(
        birthdays(
            "1.0.0",
            "[{\"key\":\"birthday\",\"type\":\"date\"},"
                + "{\"key\":\"zodiac\",\"type\":\"text\",\"indexed\":true},"
                + "{\"key\":\"visits\",\"fields\":[{\"key\":\"gift\",\"type\":\"text\"}]}]"));
    Field birthday = shop.field("birthday");
    Field zodiac = shop.field("zodiac");
    Field visits = shop.field("visits");
    Field gift = visits.rowFields().get(1);
    shop.insert(birthday, "\"1990-05-01\"");
    shop.insert(
        visits,
        "[{\"%s\":\"2026-01-02\",\"%s\":\"flowers\"}]"
            .formatted(visits.rowFields().get(0).column().text(), gift.column().text()));
    assertThat(shop.stored().toString()).contains(zodiac.column().text(), "1990-05-01", "flowers");
    shop.changeHere(
        "entity",
        "customer",
        "\"type\":\"date\"}",
        "\"type\":\"date\",\"label\":{\"en\":\"Born\"}}");

    shop.packages.uninstall("birthdays", false, null);

    assertThat(shop.customer().field("birthday")).isNull();
    assertThat(shop.stored().toString())
        .contains("2026-01-02")
        .doesNotContain("1990-05-01", "flowers", "\"" + zodiac.column().text() + "\"");
  }

  @Test
  void keepsValuesOfAnExtensionForALaterInstallWhereAsked() {
    var app = birthdays("1.0.0", "[{\"key\":\"birthday\",\"type\":\"date\"}]");
    shop.install(sample("1.0.0", CUSTOMER));
    shop.install(app);
    Field birthday = shop.field("birthday");
    shop.insert(birthday, "\"1990-05-01\"");

    shop.packages.uninstall("birthdays", true, null);
    shop.install(app);

    assertThat(shop.field("birthday").id()).isEqualTo(birthday.id());
    assertThat(shop.stored().toString()).contains("1990-05-01");
  }

  @Test
  void keepsDraftsOfDocumentsThatAnUninstalledAppExtended() {
    shop.install(sample("1.0.0", CUSTOMER));
    shop.install(birthdays("1.0.0", "[{\"key\":\"birthday\",\"type\":\"date\"}]"));
    shop.draft("entity", "customer", "\"title\":\"name\"", "\"title\":\"phone\"");

    shop.packages.uninstall("birthdays", false, null);

    String draft =
        Objects.requireNonNull(Objects.requireNonNull(shop.stored("entity", "customer")).draft());
    assertThat(draft).contains("\"title\" : \"phone\"").doesNotContain("birthday");
  }

  @Test
  void exportsAppsWithExtensionsByteForByteAfterAnInstallElsewhere() {
    shop.install(sample("1.0.0", CUSTOMER));
    shop.install(birthdays("1.0.0", "[{\"key\":\"birthday\",\"type\":\"date\"}]"));
    shop.changeHere("entity", "customer", "\"title\":\"name\"", "\"title\":\"phone\"");
    PackageWorkspace other = new PackageWorkspace();

    for (String app : List.of("shop", "birthdays")) {
      for (boolean isLocal : List.of(false, true)) {
        byte[] zip = shop.packages.export(app, isLocal);
        if (isLocal) {
          other.packages.apply(zip, CONSENT);
          assertThat(other.packages.export(app, false)).isEqualTo(zip);
          assertThat(other.packages.export(app, true)).isEqualTo(zip);
        }
      }
    }

    assertThat(other.customer().definition().title()).isEqualTo("phone");
    assertThat(other.field("birthday").definition().type()).isEqualTo("date");
    assertThat(new String(other.packages.export("shop", true), StandardCharsets.UTF_8))
        .doesNotContain("birthday");
  }
}
