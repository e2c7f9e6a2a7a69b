package dev.dougong.web.scan;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.dougong.engine.testkit.Asvs;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.junit.jupiter.api.Test;

/** The ways in for files are known, and nobody gets round the one that looks through them. */
class EntranceTest {

  /** Bodies that are read as text. */
  private static final Set<String> TEXTS =
      Set.of(MediaType.APPLICATION_JSON, MediaType.WILDCARD, "application/merge-patch+json");

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.dougong.web");

  @Asvs("5.4.3")
  @Test
  void allWaysInAreKnown() {
    List<Entrance> found = new ArrayList<>();
    for (JavaClass type : PRODUCT) {
      for (JavaMethod method : type.getMethods()) {
        if (type.isAnnotatedWith(Path.class) && method.isAnnotatedWith(Consumes.class)) {
          for (String media : method.getAnnotationOfType(Consumes.class).value()) {
            if (!TEXTS.contains(media)) {
              found.add(new Entrance(path(type, method), media));
            }
          }
        }
      }
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(Entrance.ALL);
  }

  private static String path(JavaClass type, JavaMethod method) {
    String root = type.getAnnotationOfType(Path.class).value();
    return method.isAnnotatedWith(Path.class)
        ? root + "/" + method.getAnnotationOfType(Path.class).value()
        : root;
  }

  /** Whoever reads what was sent without it would let it in unseen. */
  @Asvs("5.4.3")
  @Test
  void filesAreReadByTheOneWayOnly() {
    DescribedPredicate<JavaMethodCall> reads =
        DescribedPredicate.describe(
            "read what was sent", call -> call.getTargetOwner().isAssignableTo(FileUpload.class));
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.dougong.web.rest.Uploads")
        .should()
        .callMethodWhere(reads)
        .check(PRODUCT);
  }
}
