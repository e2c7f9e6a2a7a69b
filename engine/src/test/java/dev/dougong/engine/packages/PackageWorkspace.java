package dev.dougong.engine.packages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentJson;
import dev.dougong.engine.metadata.publish.PublishOptions;
import dev.dougong.engine.metadata.store.StoredDocument;
import dev.dougong.engine.packages.Choices.Choice;
import dev.dougong.engine.packages.Choices.Side;
import dev.dougong.engine.packages.Choices.Spot;
import dev.dougong.engine.packages.PackagePlan.Item;
import dev.dougong.engine.packages.Packages.ApplyOptions;
import dev.dougong.engine.packages.internal.StoredPackages;
import dev.dougong.engine.problem.ProblemException;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.testkit.TestWorkspace;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A workspace into which packages are installed, with what its people do in between. */
final class PackageWorkspace {

  static final ApplyOptions CONSENT = new ApplyOptions(false, true, null);

  final TestWorkspace workspace = new TestWorkspace();
  final Packages packages =
      new StoredPackages(
          workspace.store,
          workspace.check.kinds(),
          workspace.publishing,
          workspace.snapshots,
          PackageData.NONE,
          workspace.audit,
          workspace.database,
          workspace.clock);

  /** The sample in a version, with pairs of texts of one file changed; {@code ""} removes it. */
  static SortedMap<String, byte[]> sample(String version, String file, String... changes) {
    SortedMap<String, byte[]> files = SamplePackage.files();
    SamplePackage.put(
        files,
        "app.json",
        "{\"key\":\"shop\",\"version\":\"%s\",\"label\":{\"en\":\"Shop\"}}".formatted(version));
    change(files, file, changes);
    return files;
  }

  static void change(SortedMap<String, byte[]> files, String file, String... changes) {
    if (changes.length == 1) {
      files.remove(file);
      return;
    }
    String text = new String(files.get(file), StandardCharsets.UTF_8);
    for (int i = 0; i < changes.length; i += 2) {
      assertThat(text).contains(changes[i]);
      text = text.replace(changes[i], changes[i + 1]);
    }
    SamplePackage.put(files, file, text);
  }

  /** An app that adds fields, a JSON list, to the customer of the sample. */
  static SortedMap<String, byte[]> birthdays(String version, String fields) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    SamplePackage.put(
        files,
        "app.json",
        """
        {"key":"birthdays","version":"%s","label":{},"requires":{"shop":">=1.0"}}
        """
            .formatted(version));
    SamplePackage.put(
        files,
        "extensions/entity/customer.json",
        "{\"key\":\"customer\",\"fields\":" + fields + "}");
    return files;
  }

  void install(SortedMap<String, byte[]> files, Choice... choices) {
    packages.apply(
        packages.zip(files),
        new ApplyOptions(false, true, null, Choices.of(null, List.of(choices))));
  }

  PackagePlan plan(SortedMap<String, byte[]> files, Choice... choices) {
    return packages.plan(packages.zip(files), Choices.of(null, List.of(choices)));
  }

  static Choice choose(Side side, String kind, String key, String place) {
    return new Choice(new Spot(kind, key, place), side);
  }

  static Item item(PackagePlan plan, String kind, String key) {
    return plan.items().stream()
        .filter(one -> one.kind().equals(kind) && one.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  /** Puts what is published into a draft with pairs of texts changed. */
  Document.Name draft(String kind, String key, String... changes) {
    Document.Name name = new Document.Name(kind, key);
    String text = DocumentJson.read(content(kind, key)).toString();
    for (int i = 0; i < changes.length; i += 2) {
      assertThat(text).contains(changes[i]);
      text = text.replace(changes[i], changes[i + 1]);
    }
    workspace.documents.putDraft(name, DocumentJson.read(text), null, null);
    return name;
  }

  /** The same, and publishes it. */
  void changeHere(String kind, String key, String... changes) {
    publish(draft(kind, key, changes));
  }

  void removeHere(String kind, String key) {
    Document.Name name = new Document.Name(kind, key);
    workspace.documents.removeDraft(name, null);
    publish(name);
  }

  void publish(Document.Name name) {
    workspace.publishing.publish(List.of(name), PublishOptions.by(null).withConsent(true));
  }

  @Nullable StoredDocument stored(String kind, String key) {
    return workspace.store.find(new Document.Name(kind, key));
  }

  String content(String kind, String key) {
    return Objects.requireNonNull(Objects.requireNonNull(stored(kind, key)).content());
  }

  Entity customer() {
    return workspace.metadata().entity("customer");
  }

  Field field(String key) {
    return Objects.requireNonNull(customer().field(key), key);
  }

  /** Writes a record of the customer whose JSON has the value, a JSON text, under the field. */
  void insert(Field field, String value) {
    workspace.jdbc.update(
        Sql.of("insert into ")
            .add(workspace.workspace.schema(), customer().table())
            .add(
                " (id, version, created_at, updated_at, data) values (gen_random_uuid(), 1, now(),")
            .add(" now(), jsonb_build_object(")
            .quoted(field.column())
            .add(", ")
            .bind(SqlType.TEXT, value)
            .add("::jsonb))"));
  }

  /** What records of the customer have stored, as text. */
  List<String> stored() {
    return workspace.jdbc.query(
        Sql.of("select to_jsonb(r)::text from ")
            .add(workspace.workspace.schema(), customer().table())
            .add(" r"),
        row -> row.getString(1));
  }

  static List<String> codes(ProblemException refusal) {
    List<String> codes = new ArrayList<>();
    refusal.problems().forEach(one -> codes.add(one.code()));
    return codes;
  }
}
