package dev.dougong.engine.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import dev.dougong.engine.testkit.Asvs;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EngineArchitectureTest {

  private static final JavaClasses ENGINE = HouseRules.classesOf("dev.dougong.engine");

  @Test
  void importsNoneOfTheOtherModules() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.dougong.form..",
            "dev.dougong.workflow..",
            "dev.dougong.report..",
            "dev.dougong.web..")
        .check(ENGINE);
  }

  @Asvs("1.3.2")
  @Test
  void knowsMvelInOneClassAtMost() {
    Set<String> outer =
        ENGINE.stream()
            .filter(EngineArchitectureTest::importsMvel)
            .map(type -> type.getName().replaceAll("\\$.*", ""))
            .collect(Collectors.toSet());
    assertThat(outer).hasSizeLessThanOrEqualTo(1);
  }

  @Asvs("1.2.4")
  @Test
  void keepsSqlBehindStores() {
    HouseRules.SQL_ONLY_IN_INTERNAL.check(ENGINE);
    HouseRules.PANACHE_ONLY_IN_INTERNAL.check(ENGINE);
  }

  @Test
  void knowsNoHttpAndNoVertx() {
    HouseRules.QUARKUS_ONLY_IN_WEB.check(ENGINE);
    HouseRules.VERTX_ONLY_IN_LIVE_AND_INTERNAL.check(ENGINE);
  }

  @Test
  void takesTimeIdsZoneAndLanguageAsInputs() {
    HouseRules.TIME_AND_IDS_ARE_INJECTED.check(ENGINE);
    HouseRules.ZONE_AND_LANGUAGE_ARE_INPUTS.check(ENGINE);
  }

  @Test
  void leavesFoldersOfTypesAlone() {
    HouseRules.TYPE_FOLDERS_STAND_ALONE.check(ENGINE);
  }

  @Test
  void hasNoPackageCycles() {
    HouseRules.NO_PACKAGE_CYCLES.check(ENGINE);
  }

  @Test
  void namesThingsByWhatTheyAre() {
    HouseRules.NAMES_SAY_SOMETHING.check(ENGINE);
  }

  @Test
  void marksEveryPackageForNulls() {
    HouseRules.PACKAGES_ARE_NULL_MARKED.check(ENGINE);
  }

  private static boolean importsMvel(JavaClass type) {
    return type.getDirectDependenciesFromSelf().stream()
        .anyMatch(d -> d.getTargetClass().getPackageName().startsWith("org.mvel2"));
  }
}
