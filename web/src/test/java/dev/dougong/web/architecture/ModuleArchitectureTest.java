package dev.dougong.web.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import dev.dougong.engine.architecture.HouseRules;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ModuleArchitectureTest {

  private static final JavaClasses ALL = Product.CLASSES;

  @Test
  void seesTheModules() {
    Set<String> modules =
        ALL.stream().map(type -> type.getPackageName().split("\\.")[2]).collect(Collectors.toSet());
    assertThat(modules)
        .contains("engine")
        .isSubsetOf("engine", "form", "workflow", "report", "web");
  }

  @Test
  void slicesImportTheEngineAndNeverEachOther() {
    standsAlone("dev.dougong.form..", "dev.dougong.workflow..", "dev.dougong.report..");
    standsAlone("dev.dougong.workflow..", "dev.dougong.form..", "dev.dougong.report..");
    standsAlone("dev.dougong.report..", "dev.dougong.form..", "dev.dougong.workflow..");
  }

  @Test
  void nobodyImportsTheWebModule() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.dougong.web..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.dougong.web..")
        .allowEmptyShould(true)
        .check(ALL);
  }

  @Test
  void keepsInternalPackagesInside() {
    HouseRules.INTERNAL_STAYS_INSIDE.check(ALL);
  }

  @Test
  void keepsSqlBehindStores() {
    HouseRules.SQL_ONLY_IN_INTERNAL.check(ALL);
    HouseRules.PANACHE_ONLY_IN_INTERNAL.check(ALL);
  }

  @Test
  void keepsHttpInTheWebModuleAndVertxInItsPlaces() {
    HouseRules.QUARKUS_ONLY_IN_WEB.check(ALL);
    HouseRules.VERTX_ONLY_IN_LIVE_AND_INTERNAL.check(ALL);
  }

  @Test
  void takesTimeIdsZoneAndLanguageAsInputs() {
    HouseRules.TIME_AND_IDS_ARE_INJECTED.check(ALL);
    HouseRules.ZONE_AND_LANGUAGE_ARE_INPUTS.check(ALL);
  }

  @Test
  void keepsTheLibraryOfTheSecondPlaceOfBackupsInItsPackage() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.dougong.web.backup.s3")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon..")
        .check(ALL);
  }

  @Test
  void leavesFoldersOfTypesAlone() {
    HouseRules.TYPE_FOLDERS_STAND_ALONE.check(ALL);
  }

  @Test
  void hasNoPackageCycles() {
    HouseRules.NO_PACKAGE_CYCLES.check(ALL);
  }

  @Test
  void namesThingsByWhatTheyAre() {
    HouseRules.NAMES_SAY_SOMETHING.check(ALL);
  }

  @Test
  void marksEveryPackageForNulls() {
    HouseRules.PACKAGES_ARE_NULL_MARKED.check(ALL);
  }

  private static void standsAlone(String slice, String... others) {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAPackage(slice)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(others)
            .allowEmptyShould(true);
    rule.check(ALL);
  }
}
