package dev.dougong.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.dougong.engine.testkit.Asvs;
import dev.dougong.engine.testkit.Golden;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every endpoint has a policy, and a change of one is seen in the diff of a file. */
class EndpointPolicyTest {

  @Asvs({"6.3.4", "8.2.1"})
  @Test
  void everyEndpointHasThePolicyThatWasReviewed() {
    TreeMap<String, String> policies = new TreeMap<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.dougong.web")) {
      if (type.isAnnotatedWith(Path.class)) {
        String root = type.getAnnotationOfType(Path.class).value();
        for (JavaMethod method : type.getMethods()) {
          String verb = verb(method);
          if (verb != null) {
            assertThat(method.isAnnotatedWith(Policy.class)).as(method.getFullName()).isTrue();
            String below =
                method.isAnnotatedWith(Path.class)
                    ? "/" + method.getAnnotationOfType(Path.class).value()
                    : "";
            Policy policy = method.getAnnotationOfType(Policy.class);
            policies.put(
                root + below + " " + verb,
                policy.value().name() + (policy.evenWhenDue() ? " EVEN_WHEN_DUE" : ""));
          }
        }
      }
    }
    StringBuilder text = new StringBuilder();
    policies.forEach((endpoint, who) -> text.append(endpoint).append(' ').append(who).append('\n'));
    Golden.assertMatches("EndpointPolicyTest.policies.txt", text.toString());
  }

  private static @org.jspecify.annotations.Nullable String verb(JavaMethod method) {
    for (var annotation : method.getAnnotations()) {
      Class<?> type = annotation.getRawType().reflect();
      HttpMethod verb = type.asSubclass(Annotation.class).getAnnotation(HttpMethod.class);
      if (verb != null) {
        return verb.value();
      }
    }
    return null;
  }
}
