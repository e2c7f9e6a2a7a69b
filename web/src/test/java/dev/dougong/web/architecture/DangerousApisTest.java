package dev.dougong.web.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import dev.dougong.engine.testkit.Asvs;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What no code of the product uses, or only the one class whose business it is. */
class DangerousApisTest {

  private static final JavaClasses ALL = Product.CLASSES;
  private static final List<String> MODULES =
      List.of("engine", "form-designer", "workflow-engine", "report-engine", "web");
  private static final Pattern FORMAT = Pattern.compile("String\\s*\\.format\\(\\s*([^\\s])");
  private static final Pattern FORMATTED = Pattern.compile("([\\w)\"]+)\\s*\\.formatted\\(");
  private static final Pattern CONSTANT = Pattern.compile("[A-Z][A-Z0-9_]*");
  private static final Pattern ALGORITHM =
      Pattern.compile(
          "(Cipher|Mac|MessageDigest|Signature|KeyGenerator|KeyPairGenerator|KeyFactory"
              + "|SecretKeyFactory|SecureRandom|KeyAgreement)\\s*\\.getInstance\\(\\s*([^)]*)\\)");

  private static void nobodyUses(String... packages) {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages)
        .allowEmptyShould(true)
        .check(ALL);
  }

  @Test
  @Asvs("1.2.5")
  void onlyTheDatabaseOfItsOwnIsStartedAsAProcess() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.dougong.web.startup.internal")
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.lang\\.ProcessBuilder(\\$.*)?")
        .check(ALL);
    noClasses().should().callMethodWhere(named("java.lang.Runtime", "exec")).check(ALL);
  }

  @Test
  @Asvs({"1.2.6", "1.3.8"})
  void nothingIsLookedUpInDirectories() {
    nobodyUses("javax.naming..", "com.unboundid..", "org.ldaptive..");
  }

  @Test
  @Asvs("1.2.7")
  void noXmlIsQueriedOrTransformed() {
    nobodyUses("javax.xml.xpath..", "javax.xml.transform..", "net.sf.saxon..", "org.jaxen..");
  }

  @Test
  @Asvs("1.3.2")
  void noScriptEngineIsUsed() {
    nobodyUses(
        "javax.script..", "org.graalvm.polyglot..", "groovy..", "jdk.jshell..", "jakarta.el..");
    noClasses().should().callMethodWhere(named("java.lang.ClassLoader", "defineClass")).check(ALL);
  }

  @Test
  @Asvs("1.3.7")
  void noTemplateEngineIsUsed() {
    nobodyUses(
        "io.quarkus.qute..",
        "freemarker..",
        "org.apache.velocity..",
        "org.thymeleaf..",
        "com.github.mustachejava..",
        "com.github.jknack..");
  }

  @Test
  @Asvs("1.3.10")
  void formatsAreWrittenByUs() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Path source : sources()) {
      String text = Files.readString(source);
      Matcher format = FORMAT.matcher(text);
      while (format.find()) {
        if (!format.group(1).equals("\"") && !isLocale(text, format.end() - 1)) {
          wrong.add(source + ": String.format(" + format.group(1));
        }
      }
      Matcher formatted = FORMATTED.matcher(text);
      while (formatted.find()) {
        String receiver = formatted.group(1);
        if (!receiver.endsWith("\"") && !CONSTANT.matcher(receiver).matches()) {
          wrong.add(source + ": " + receiver + ".formatted(");
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static boolean isLocale(String text, int at) {
    return text.startsWith("Locale.ROOT, \"", at) || text.startsWith("Locale.ROOT,\n", at);
  }

  @Test
  @Asvs("1.4.1")
  void memoryIsLeftToTheVirtualMachine() {
    nobodyUses("sun.misc..", "jdk.internal..", "com.sun.jna..", "java.lang.foreign..");
    assertThat(
            ALL.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.getModifiers().contains(JavaModifier.NATIVE)))
        .isEmpty();
  }

  @Test
  @Asvs("1.5.2")
  void noObjectsAreReadFromBytes() {
    noClasses().should().dependOnClassesThat().areAssignableTo(ObjectInputStream.class).check(ALL);
    nobodyUses(
        "java.beans..", "com.thoughtworks.xstream..", "com.esotericsoftware..", "org.yaml..");
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "com\\.fasterxml\\.jackson\\.annotation\\.(JsonTypeInfo|JsonSubTypes).*"
                + "|com\\.fasterxml\\.jackson\\.databind\\.jsontype\\..*")
        .check(ALL);
    noClasses()
        .should()
        .callMethodWhere(
            named("com.fasterxml.jackson.databind.ObjectMapper", "activateDefaultTyping"))
        .check(ALL);
  }

  /**
   * The way back from another place leads on, to a path of this site, and pages lead to themselves
   * by HTTPS; nobody else redirects.
   */
  @Test
  @Asvs("3.7.2")
  void nobodyIsRedirected() throws IOException {
    for (String method : List.of("seeOther", "temporaryRedirect")) {
      noClasses().should().callMethodWhere(named(Response.class.getName(), method)).check(ALL);
    }
    Pattern redirect =
        Pattern.compile(
            "SEE_OTHER|TEMPORARY_REDIRECT|MOVED_PERMANENTLY|FOUND\\b(?!\")|\\b30[12378]\\b");
    List<String> found = new ArrayList<>();
    for (Path source : sources()) {
      if (source.startsWith("../web") && redirect.matcher(Files.readString(source)).find()) {
        found.add(source.getFileName().toString());
      }
    }
    assertThat(found).containsExactlyInAnyOrder("SignInWayResource.java", "HttpsGuard.java");
  }

  @Test
  @Asvs({"6.5.3", "7.2.3", "11.5.1"})
  void chanceThatMustNotBeGuessedIsSecure() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.dougong.web.config.TimeOrderedIds")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.util\\.(Random|SplittableRandom)|java\\.util\\.concurrent\\.ThreadLocalRandom"
                + "|java\\.util\\.random\\..*")
        .check(ALL);
    noClasses().should().callMethodWhere(named("java.lang.Math", "random")).check(ALL);
  }

  /** The page of keys and algorithms lists exactly what the code asks for. */
  @Test
  @Asvs({"11.1.2", "11.2.1", "11.3.1", "11.3.2", "11.4.3"})
  void algorithmsAreThoseOfTheList() throws IOException {
    TreeSet<String> used = new TreeSet<>();
    for (Path source : sources()) {
      Matcher matcher = ALGORITHM.matcher(Files.readString(source));
      while (matcher.find()) {
        used.add(matcher.group(1) + " " + matcher.group(2).replace("\"", "").strip());
      }
    }
    TreeSet<String> listed = new TreeSet<>();
    Matcher row =
        Pattern.compile("^\\| `(\\w+ [^`]+)` \\|", Pattern.MULTILINE)
            .matcher(Files.readString(Path.of("../docs/security/cryptography.md")));
    while (row.find()) {
      listed.add(row.group(1));
    }
    assertThat(used).isEqualTo(listed);
    assertThat(used).noneMatch(one -> one.contains("ECB") || one.contains("MD5"));
  }

  private static List<Path> sources() throws IOException {
    List<Path> all = new ArrayList<>();
    for (String module : MODULES) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src/main/java"))) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(all::add);
      }
    }
    assertThat(all).hasSizeGreaterThan(500);
    return all;
  }

  private static com.tngtech.archunit.base.DescribedPredicate<
          com.tngtech.archunit.core.domain.JavaMethodCall>
      named(String owner, String name) {
    return com.tngtech.archunit.base.DescribedPredicate.describe(
        owner + "." + name,
        call ->
            call.getTarget().getName().equals(name)
                && call.getTargetOwner().getName().equals(owner));
  }
}
