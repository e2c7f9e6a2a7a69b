package dev.dougong.engine.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/** The rules about imports and names that hold in every module. */
public final class HouseRules {

  private static final String OURS = "dev.dougong..";
  private static final String INTERNAL = "dev.dougong..internal..";

  /**
   * The folder of one field, view, node, trigger or chart type: group 1 is the folder of its
   * siblings.
   */
  private static final Pattern TYPE_FOLDER =
      Pattern.compile(
          "(dev\\.dougong\\.(?:engine\\.fieldtype|form\\.viewtype|workflow\\.(?:node|trigger)|report\\.chart))"
              + "\\.([a-z0-9]+)(\\..*)?");

  /** JDBC stays behind the stores. */
  public static final ArchRule SQL_ONLY_IN_INTERNAL =
      noClasses()
          .that()
          .resideInAPackage(OURS)
          .and()
          .resideOutsideOfPackage(INTERNAL)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..")
          .allowEmptyShould(true);

  /** Quarkus and JAX-RS are the web module's business; Panache may serve a store. */
  public static final ArchRule QUARKUS_ONLY_IN_WEB =
      noClasses()
          .that()
          .resideInAPackage(OURS)
          .and()
          .resideOutsideOfPackage("dev.dougong.web..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("io.quarkus..", "jakarta.ws.rs..")
                  .and(
                      DescribedPredicate.not(
                          resideInAnyPackage("io.quarkus.hibernate.orm.panache.."))))
          .allowEmptyShould(true);

  /** Panache entities are the stores' own. */
  public static final ArchRule PANACHE_ONLY_IN_INTERNAL =
      noClasses()
          .that()
          .resideInAPackage(OURS)
          .and()
          .resideOutsideOfPackage(INTERNAL)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.quarkus.hibernate.orm.panache..")
          .allowEmptyShould(true);

  /** Vert.x carries live push and notifications, nothing else. */
  public static final ArchRule VERTX_ONLY_IN_LIVE_AND_INTERNAL =
      noClasses()
          .that()
          .resideInAPackage(OURS)
          .and()
          .resideOutsideOfPackages(INTERNAL, "dev.dougong.web.live..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vertx..")
          .allowEmptyShould(true);

  /** Time and ids are inputs. */
  public static final ArchRule TIME_AND_IDS_ARE_INJECTED =
      noClasses()
          .that()
          .resideInAPackage(OURS)
          .and()
          .resideOutsideOfPackage("dev.dougong.web.config..")
          .should()
          .callMethodWhere(
              target(owner(resideInAnyPackage("java.time..")))
                  .and(
                      target(nameMatching("now|systemUTC|systemDefaultZone|system|systemDefault"))))
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(java.util.UUID.class, "randomUUID")
          .orShould()
          .callConstructor(java.util.Date.class)
          .allowEmptyShould(true);

  /** Nothing asks the machine for its zone or language. */
  public static final ArchRule ZONE_AND_LANGUAGE_ARE_INPUTS =
      noClasses()
          .that()
          .resideInAPackage(OURS)
          .and()
          .resideOutsideOfPackage("dev.dougong.web.config..")
          .should()
          .callMethod(java.util.TimeZone.class, "getDefault")
          .orShould()
          .callMethodWhere(
              describe(
                  "asks for the language of the machine",
                  (JavaCall<?> call) ->
                      call.getTargetOwner().isEquivalentTo(java.util.Locale.class)
                          && call.getName().equals("getDefault")))
          .allowEmptyShould(true);

  /** Exactly the folder of a type knows the type. */
  public static final ArchRule TYPE_FOLDERS_STAND_ALONE =
      classes()
          .that()
          .resideInAPackage(OURS)
          .should(
              new ArchCondition<JavaClass>("not import the folder of a type") {
                @Override
                public void check(JavaClass from, ConditionEvents events) {
                  from.getDirectDependenciesFromSelf().stream()
                      .filter(d -> !typeFolder(d.getTargetClass()).isEmpty())
                      .filter(d -> !typeFolder(d.getTargetClass()).equals(typeFolder(from)))
                      .forEach(
                          d -> events.add(SimpleConditionEvent.violated(from, d.getDescription())));
                }
              });

  /** What is internal stays inside its module. */
  public static final ArchRule INTERNAL_STAYS_INSIDE =
      classes()
          .that()
          .resideInAPackage(OURS)
          .should(
              new ArchCondition<JavaClass>("not import the internal packages of another module") {
                @Override
                public void check(JavaClass from, ConditionEvents events) {
                  from.getDirectDependenciesFromSelf().stream()
                      .filter(d -> d.getTargetClass().getPackageName().contains(".internal"))
                      .filter(d -> d.getTargetClass().getPackageName().startsWith("dev.dougong."))
                      .filter(d -> !module(d.getTargetClass()).equals(module(from)))
                      .forEach(
                          d -> events.add(SimpleConditionEvent.violated(from, d.getDescription())));
                }
              });

  /** Packages are layers: no two need each other. */
  public static final ArchRule NO_PACKAGE_CYCLES =
      SlicesRuleDefinition.slices()
          .matching("dev.dougong.(**)")
          .should()
          .beFreeOfCycles()
          .allowEmptyShould(true);

  /** Names say what a thing is. */
  public static final ArchRule NAMES_SAY_SOMETHING =
      noClasses()
          .that()
          .resideInAPackage(OURS)
          .should()
          .haveNameMatching(".*(Manager|Helper|Helpers|Util|Utils|Impl|Base|Common|Info)(\\$.*)?$")
          .orShould()
          .haveNameMatching(".*\\.(Base|Abstract|Common)[A-Z][A-Za-z]*$")
          .allowEmptyShould(true);

  /** Every package tells what it is for, and is null-marked. */
  public static final ArchRule PACKAGES_ARE_NULL_MARKED =
      classes()
          .that()
          .resideInAPackage(OURS)
          .should(
              new ArchCondition<JavaClass>("live in a package with @NullMarked package-info") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  boolean marked =
                      type.getPackage()
                          .tryGetPackageInfo()
                          .map(info -> info.isAnnotatedWith(NullMarked.class))
                          .orElse(false);
                  if (!marked) {
                    events.add(SimpleConditionEvent.violated(type, type.getPackageName()));
                  }
                }
              });

  private HouseRules() {}

  /** The product's classes of the given root package that are on the class path, without tests. */
  public static JavaClasses classesOf(String root) {
    return new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .withImportOption(location -> !location.contains("tests.jar"))
        .importPackages(root);
  }

  private static String typeFolder(JavaClass type) {
    Matcher matcher = TYPE_FOLDER.matcher(type.getPackageName());
    return matcher.matches() ? matcher.group(1) + "." + matcher.group(2) : "";
  }

  private static String module(JavaClass type) {
    String[] parts = type.getPackageName().split("\\.", 4);
    return parts.length > 2 ? parts[2] : "";
  }
}
