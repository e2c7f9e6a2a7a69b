package dev.dougong.engine.metadata.compile;

import dev.dougong.engine.definition.RoleDefinition;
import dev.dougong.engine.definition.RoleReader;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.metadata.document.DocumentSet;
import dev.dougong.engine.storage.Workspace;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compiles a set of effective documents to a snapshot and finds everything that is wrong with
 * entities and between them. Never refuses; immutable and thread-safe.
 */
public final class MetadataCompiler {

  private final FieldTypes types;
  private final Expressions expressions;

  /**
   * What is compiled.
   *
   * @param version of the snapshot
   * @param zone where no app names one
   * @param documents all effective documents
   */
  public record Input(
      Workspace workspace,
      long version,
      ZoneId zone,
      DocumentSet documents,
      Ids ids,
      Placements placements) {}

  /** With the field types that documents may name. */
  public MetadataCompiler(FieldTypes types, Expressions expressions) {
    this.types = types;
    this.expressions = expressions;
  }

  /** The snapshot, and what is wrong with the documents. */
  public Compilation compile(Input input) {
    Drafts drafts = new Drafts();
    DocumentSet documents = input.documents();
    Map<String, RoleDefinition> roles = new LinkedHashMap<>();
    documents.of("role").forEach((key, role) -> roles.put(key, RoleReader.read(role)));
    new DraftPass(types, new SystemFields(types), input.ids(), drafts).run(documents.of("entity"));
    new KindPass(drafts).run();
    new EncryptionPass(drafts).run();
    new ScopePass(drafts).run();
    ExpressionPass expressionPass = new ExpressionPass(drafts, expressions);
    expressionPass.run();
    new DerivationPass(drafts, expressions).run();
    PlacementPass placementPass = new PlacementPass(drafts, expressions);
    placementPass.run(roles.values());
    new DisclosurePass(drafts, roles).run();
    List<Entity> entities = new SnapshotPass(drafts, input.placements(), expressionPass).run();
    Metadata metadata =
        new Metadata(
            input.workspace(),
            input.version(),
            zone(documents, input.zone()),
            entities,
            roles,
            documents.all(),
            types.seals());
    return new Compilation(metadata, placementPass.wanted(), drafts.problems, drafts.warnings);
  }

  private static ZoneId zone(DocumentSet documents, ZoneId fallback) {
    for (var app : documents.of("app").values()) {
      try {
        if (app.path("timezone").isTextual()) {
          return ZoneId.of(app.path("timezone").textValue());
        }
      } catch (DateTimeException e) {
        return fallback; // reported by the check of the app
      }
    }
    return fallback;
  }
}
