package dev.dougong.engine.packages;

import static dev.dougong.engine.packages.PackageWorkspace.birthdays;
import static dev.dougong.engine.packages.PackageWorkspace.choose;
import static dev.dougong.engine.packages.PackageWorkspace.codes;
import static dev.dougong.engine.packages.PackageWorkspace.item;
import static dev.dougong.engine.packages.PackageWorkspace.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentJson;
import dev.dougong.engine.metadata.publish.PublishOptions;
import dev.dougong.engine.packages.Choices.Side;
import dev.dougong.engine.packages.PackagePlan.Action;
import dev.dougong.engine.packages.PackagePlan.Conflict;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** An upgrade loses nothing of what was made of a package here, and shows what cannot be merged. */
class PackageUpgradeTest {

  private static final String CUSTOMER = "entities/customer.json";
  private static final String CLERK = "roles/clerk.json";

  private final PackageWorkspace shop = new PackageWorkspace();

  private static SortedMap<String, byte[]> first() {
    return sample("1.0.0", CUSTOMER);
  }

  private static SortedMap<String, byte[]> longerName() {
    return sample("1.1.0", CUSTOMER, "\"required\":true},", "\"required\":true,\"maxLength\":30},");
  }

  private String draft(String kind, String key) {
    return Objects.requireNonNull(Objects.requireNonNull(shop.stored(kind, key)).draft());
  }

  @Test
  void keepsDraftsThatWaitAndGivesThemWhatTheVersionBrings() {
    shop.install(first());
    shop.draft("entity", "customer", "\"title\":\"name\"", "\"title\":\"phone\"");

    PackagePlan plan = shop.plan(longerName());
    shop.install(longerName());

    assertThat(plan.warnings()).extracting(Problem::code).contains("package.draftWaits");
    assertThat(shop.customer().definition().title()).isEqualTo("name");
    assertThat(draft("entity", "customer")).contains("\"phone\"").contains("maxLength");
    shop.publish(new Document.Name("entity", "customer"));
    assertThat(shop.customer().definition().title()).isEqualTo("phone");
    assertThat(shop.field("name").definition().number("maxLength", 0)).isEqualTo(30);
  }

  @Test
  void tellsWhereADraftChangesWhatTheVersionChangesToo() {
    shop.install(first());
    shop.draft("entity", "customer", "\"title\":\"name\"", "\"title\":\"phone\"");
    var upgrade = sample("1.1.0", CUSTOMER, "\"title\":\"name\",", "");

    assertThat(shop.plan(upgrade).warnings())
        .anySatisfy(
            warning -> {
              assertThat(warning.code()).isEqualTo("package.draftDiffers");
              assertThat(warning.arguments()).containsEntry("places", List.of("/title"));
            });
    shop.install(upgrade);

    assertThat(draft("entity", "customer")).contains("\"title\" : \"phone\"");
  }

  @Test
  void keepsADraftOfARemoval() {
    shop.install(first());
    shop.workspace.documents.removeDraft(new Document.Name("role", "clerk"), null);

    shop.install(sample("1.1.0", CLERK, "\"read\":true", "\"read\":true,\"create\":true"));

    assertThat(Objects.requireNonNull(shop.stored("role", "clerk")).isDraftRemoval()).isTrue();
  }

  @Test
  void leavesAwayWhatWasRemovedHere() {
    shop.install(first());
    shop.removeHere("role", "clerk");

    PackagePlan plan = shop.plan(longerName());
    shop.install(longerName());

    assertThat(item(plan, "role", "clerk").action()).isEqualTo(Action.KEEP);
    assertThat(shop.stored("role", "clerk")).isNull();
  }

  @Test
  void asksWhetherWhatWasRemovedHereAndChangedThereComesBack() {
    var upgrade = sample("1.1.0", CLERK, "\"read\":true", "\"read\":true,\"create\":true");
    shop.install(first());
    shop.removeHere("role", "clerk");

    Conflict conflict = item(shop.plan(upgrade), "role", "clerk").conflicts().get(0);
    assertThat(conflict.problem().code()).isEqualTo("package.removedHere");
    assertThat(conflict.ours()).isNull();
    assertThat(conflict.theirs()).isNotNull();
    assertThat(refused(upgrade)).containsExactly("package.removedHere");

    shop.install(upgrade, choose(Side.OURS, "role", "clerk", ""));
    assertThat(shop.stored("role", "clerk")).isNull();
    shop.install(
        sample("1.2.0", CLERK, "\"read\":true", "\"read\":true,\"update\":true"),
        choose(Side.THEIRS, "role", "clerk", ""));
    assertThat(shop.content("role", "clerk")).contains("update");
  }

  private List<String> refused(SortedMap<String, byte[]> upgrade) {
    return codes(
        catchThrowableOfType(
            ConflictException.class,
            () -> shop.packages.apply(shop.packages.zip(upgrade), PackageWorkspace.CONSENT)));
  }

  @Test
  void asksWhetherWhatTheVersionHasNoMoreStaysWhereItWasChangedHere() {
    var upgrade = sample("1.1.0", CLERK, "");
    shop.install(first());
    shop.changeHere("role", "clerk", "\"read\":true", "\"read\":true,\"update\":true");

    assertThat(refused(upgrade)).containsExactly("package.removedUpstream");
    shop.install(upgrade, choose(Side.OURS, "role", "clerk", ""));

    assertThat(shop.content("role", "clerk")).contains("update");
    var next = sample("1.2.0", CLERK, "");
    assertThat(item(shop.plan(next), "role", "clerk").action()).isEqualTo(Action.KEEP);
    shop.install(next);
    assertThat(shop.content("role", "clerk")).contains("update");
  }

  @Test
  void removesWhatTheVersionHasNoMoreWhereThatWasChosen() {
    shop.install(first());
    shop.changeHere("role", "clerk", "\"read\":true", "\"read\":true,\"update\":true");

    shop.install(sample("1.1.0", CLERK, ""), choose(Side.THEIRS, "role", "clerk", ""));

    assertThat(shop.stored("role", "clerk")).isNull();
  }

  @Test
  void removesWhatTheVersionHasNoMoreAndNobodyChanged() {
    shop.install(first());

    var upgrade = sample("1.1.0", CLERK, "");
    assertThat(item(shop.plan(upgrade), "role", "clerk").action()).isEqualTo(Action.DELETE);
    shop.install(upgrade);

    assertThat(shop.stored("role", "clerk")).isNull();
  }

  @Test
  void showsAConflictOfAnExtensionWithAFieldOfThisWorkspace() {
    shop.install(first());
    shop.install(birthdays("1.0.0", "[]"));
    shop.changeHere(
        "entity",
        "customer",
        "\"fields\":[",
        "\"fields\":[{\"key\":\"birthday\",\"type\":\"text\"},");
    var upgrade = birthdays("1.1.0", "[{\"key\":\"birthday\",\"type\":\"date\"}]");

    var extension = item(shop.plan(upgrade), "extension", "entity/customer");
    assertThat(extension.action()).isEqualTo(Action.CONFLICT);
    assertThat(extension.conflicts())
        .extracting(Conflict::place)
        .containsExactly("/fields/birthday");
    assertThat(refused(upgrade)).containsExactly("package.changedOnBothSides");

    shop.install(upgrade, choose(Side.OURS, "extension", "entity/customer", "/fields/birthday"));
    assertThat(shop.field("birthday").definition().type()).isEqualTo("text");
  }

  @Test
  void showsAConflictOfAVersionWithAFieldOfAnotherPackage() {
    shop.install(first());
    shop.install(birthdays("1.0.0", "[{\"key\":\"birthday\",\"type\":\"date\"}]"));
    var upgrade =
        sample(
            "1.1.0",
            CUSTOMER,
            "\"fields\":[",
            "\"fields\":[{\"key\":\"birthday\",\"type\":\"text\"},");

    assertThat(item(shop.plan(upgrade), "entity", "customer").conflicts())
        .extracting(Conflict::place)
        .containsExactly("/fields/birthday");
    shop.install(upgrade, choose(Side.OURS, "entity", "customer", "/fields/birthday"));

    assertThat(shop.field("birthday").definition().type()).isEqualTo("date");
  }

  @Test
  void upgradesAnExtensionOverLocalChangesOfItsFields() {
    shop.install(first());
    shop.install(birthdays("1.0.0", "[{\"key\":\"birthday\",\"type\":\"date\"}]"));
    shop.changeHere(
        "entity", "customer", "\"type\":\"date\"", "\"type\":\"date\",\"label\":{\"en\":\"Born\"}");

    shop.install(
        birthdays("1.1.0", "[{\"key\":\"birthday\",\"type\":\"date\",\"required\":true}]"));

    var birthday = shop.field("birthday").definition();
    assertThat(birthday.required()).isTrue();
    assertThat(birthday.label().texts()).containsEntry("en", "Born");
  }

  @Test
  void takesListsWithoutNamesAsAWhole() {
    var two =
        sample(
            "1.0.0", CLERK, "{\"key\":\"clerk\"", "{\"key\":\"clerk\",\"extends\":[\"a\",\"b\"]");
    SamplePackage.put(two, "roles/a.json", "{\"key\":\"a\",\"entities\":[]}");
    SamplePackage.put(two, "roles/b.json", "{\"key\":\"b\",\"entities\":[]}");
    shop.install(two);
    shop.changeHere("role", "clerk", "[\"a\",\"b\"]", "[\"b\",\"a\"]");
    SortedMap<String, byte[]> upgrade = two;
    PackageWorkspace.change(upgrade, CLERK, "[\"a\",\"b\"]", "[\"a\"]");
    PackageWorkspace.change(upgrade, "app.json", "1.0.0", "1.1.0");

    assertThat(item(shop.plan(upgrade), "role", "clerk").conflicts())
        .extracting(Conflict::place)
        .containsExactly("/extends");
    shop.install(upgrade, choose(Side.THEIRS, "role", "clerk", "/extends"));

    assertThat(DocumentJson.read(shop.content("role", "clerk")).path("extends").toString())
        .isEqualTo("[\"a\"]");
  }

  @Test
  void keepsEveryLocalChangeAndShowsEveryConflictFrom100To110() {
    shop.install(first());
    shop.changeHere("entity", "customer", "\"title\":\"name\"", "\"title\":\"phone\"");
    shop.changeHere("role", "clerk", "\"read\":true", "\"read\":true,\"update\":true");
    shop.workspace.publish("{\"key\":\"visit\",\"fields\":[{\"key\":\"on\",\"type\":\"date\"}]}");
    var upgrade = sample("1.1.0", CUSTOMER, "\"title\":\"name\",", "\"title\":\"referrer\",");
    PackageWorkspace.change(upgrade, CLERK, "\"read\":true", "\"read\":true,\"create\":true");
    SamplePackage.put(upgrade, "roles/boss.json", "{\"key\":\"boss\",\"entities\":[]}");

    PackagePlan plan = shop.plan(upgrade);

    assertThat(item(plan, "entity", "customer").action()).isEqualTo(Action.CONFLICT);
    assertThat(item(plan, "entity", "sale").action()).isEqualTo(Action.SAME);
    assertThat(item(plan, "role", "clerk").action()).isEqualTo(Action.UPDATE);
    assertThat(item(plan, "role", "boss").action()).isEqualTo(Action.CREATE);
    assertThat(plan.isApplicable()).isFalse();
    var ours = choose(Side.OURS, "entity", "customer", "/title");
    assertThat(shop.plan(upgrade, ours).isApplicable()).isTrue();
    shop.install(upgrade, ours);

    assertThat(shop.customer().definition().title()).isEqualTo("phone");
    assertThat(shop.content("role", "clerk")).contains("update").contains("create");
    assertThat(shop.workspace.metadata().findEntity("visit")).isNotNull();
    assertThat(shop.packages.export("shop", false)).isEqualTo(shop.packages.zip(upgrade));
  }

  @Test
  void takesNothingOfAnUpgradeThatIsRefused() {
    shop.install(first());
    shop.changeHere("entity", "customer", "\"title\":\"name\"", "\"title\":\"phone\"");
    var upgrade = sample("1.1.0", CUSTOMER, "\"title\":\"name\",", "");
    SamplePackage.put(upgrade, "roles/boss.json", "{\"key\":\"boss\",\"entities\":[]}");

    assertThat(refused(upgrade)).containsExactly("package.changedOnBothSides");

    assertThat(shop.stored("role", "boss")).isNull();
    assertThat(shop.packages.apps().get(0).version()).isEqualTo("1.0.0");
  }

  @Test
  void refusesChoicesForAPlanThatHasChanged() {
    shop.install(first());

    InputException refusal =
        catchThrowableOfType(
            InputException.class,
            () -> shop.install(longerName(), choose(Side.THEIRS, "entity", "customer", "/title")));

    assertThat(codes(refusal)).containsExactly("package.planChanged");
  }

  @Test
  void refusesAVersionThatAnotherAppDoesNotTake() {
    shop.install(first());
    var extension = birthdays("1.0.0", "[]");
    PackageWorkspace.change(extension, "app.json", ">=1.0", ">=1.0 <2");
    shop.install(extension);

    assertThat(shop.plan(sample("2.0.0", CUSTOMER)).problems())
        .extracting(Problem::code)
        .containsExactly("package.neededOtherwise");
  }

  @Test
  void publishesADraftOfItsOwnAsBefore() {
    shop.install(first());
    Document.Name name =
        shop.draft("entity", "customer", "\"title\":\"name\"", "\"title\":\"phone\"");

    shop.workspace.publishing.publish(List.of(name), PublishOptions.by(null));

    assertThat(Objects.requireNonNull(shop.stored("entity", "customer")).hasDraft()).isFalse();
  }
}
