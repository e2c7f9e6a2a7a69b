package dev.dougong.engine.packages.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentJson;
import dev.dougong.engine.metadata.store.DocumentStore;
import dev.dougong.engine.metadata.store.InstalledApp;
import dev.dougong.engine.metadata.store.StoredDocument;
import dev.dougong.engine.packages.Packages;
import dev.dougong.engine.packages.VersionRange;
import dev.dougong.engine.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What an app asks of the engine and of other apps, and what those ask of it. */
final class Requirements {

  private final DocumentStore store;
  private final ObjectNode app;
  private final String key;
  private final List<Problem> problems = new ArrayList<>();

  private Requirements(DocumentStore store, ObjectNode app) {
    this.store = store;
    this.app = app;
    this.key = app.path("key").asText();
  }

  /**
   * What is not met where the app is there as its document says.
   *
   * @param app the document, checked as JSON only
   */
  static List<Problem> check(DocumentStore store, ObjectNode app) {
    Requirements requirements = new Requirements(store, app);
    requirements.checkEngine();
    app.path("requires")
        .properties()
        .forEach(one -> requirements.checkRequired(one.getKey(), one.getValue().asText()));
    requirements.checkOthers();
    return requirements.problems;
  }

  private void checkEngine() {
    String engine = app.path("engine").asText(">=0");
    VersionRange range = VersionRange.parse(engine);
    if (range == null) {
      problems.add(Problem.at("/engine", "package.badRange").with("value", engine));
    } else if (!range.contains(Packages.ENGINE_VERSION)) {
      problems.add(
          Problem.at("/engine", "package.otherEngine")
              .with("value", engine)
              .with("engine", Packages.ENGINE_VERSION));
    }
  }

  private void checkRequired(String required, String wanted) {
    String place = "/requires" + Problem.pointer(required);
    VersionRange range = VersionRange.parse(wanted);
    InstalledApp installed = store.findApp(required);
    if (range == null) {
      problems.add(Problem.at(place, "package.badRange").with("value", wanted));
    } else if (reaches(required, new TreeSet<>())) {
      problems.add(
          Problem.at(place, "package.requiresCycle").with("value", required).with("app", key));
    } else if (installed == null) {
      problems.add(
          Problem.at(place, "package.appMissing").with("value", required).with("version", wanted));
    } else if (!range.contains(installed.version())) {
      problems.add(
          Problem.at(place, "package.appVersion")
              .with("value", required)
              .with("version", wanted)
              .with("installed", installed.version()));
    }
  }

  /** Whether an installed app leads, through what it requires, to this one. */
  private boolean reaches(String from, Set<String> seen) {
    if (from.equals(key)) {
      return true;
    }
    ObjectNode document = document(from);
    if (document == null || !seen.add(from)) {
      return false;
    }
    List<String> next = new ArrayList<>();
    document.path("requires").fieldNames().forEachRemaining(next::add);
    return next.stream().anyMatch(one -> reaches(one, seen));
  }

  /** Other apps may ask for versions of this one. */
  private void checkOthers() {
    String version = app.path("version").asText();
    for (InstalledApp other : store.apps()) {
      ObjectNode document = other.key().equals(key) ? null : document(other.key());
      String wanted = document == null ? "" : document.path("requires").path(key).asText();
      VersionRange range = wanted.isEmpty() ? null : VersionRange.parse(wanted);
      if (range != null && isVersion(version) && !range.contains(version)) {
        problems.add(
            Problem.at("/version", "package.neededOtherwise")
                .with("app", other.key())
                .with("value", version)
                .with("version", wanted));
      }
    }
  }

  /** The check of the document tells where it is none. */
  private static boolean isVersion(String text) {
    return VersionRange.parse(text) != null && !text.isEmpty() && Character.isDigit(text.charAt(0));
  }

  private @Nullable ObjectNode document(String installed) {
    StoredDocument stored = store.find(new Document.Name("app", installed));
    return stored == null || stored.content() == null
        ? null
        : DocumentJson.read(Objects.requireNonNull(stored.content()));
  }
}
