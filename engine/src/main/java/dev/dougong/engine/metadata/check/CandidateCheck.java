package dev.dougong.engine.metadata.check;

import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.metadata.compile.Compilation;
import dev.dougong.engine.metadata.compile.MetadataCompiler;
import dev.dougong.engine.metadata.document.Candidate;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentKind;
import dev.dougong.engine.metadata.document.DocumentKinds;
import dev.dougong.engine.metadata.document.DocumentSet;
import dev.dougong.engine.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks a whole set of documents as it would be after publishing: each against its schema, all
 * against each other. Immutable and thread-safe.
 */
public final class CandidateCheck {

  private final DocumentKinds kinds;
  private final SchemaCheck schemas;
  private final Expressions expressions;
  private final MetadataCompiler compiler;

  /** With everything that documents may name. */
  public CandidateCheck(DocumentKinds kinds, FieldTypes types, Expressions expressions) {
    this.kinds = kinds;
    this.schemas = new SchemaCheck(kinds);
    this.expressions = expressions;
    this.compiler = new MetadataCompiler(types, expressions);
  }

  /** The kinds that it knows. */
  public DocumentKinds kinds() {
    return kinds;
  }

  /** The schemas of the kinds. */
  public SchemaCheck schemas() {
    return schemas;
  }

  /** Lets documents of these kinds follow renamed fields. */
  public RenamedFields renamedFields() {
    return new RenamedFields(walk(), expressions);
  }

  /** Lets documents of these kinds go on without fields that are gone. */
  public RemovedFields removedFields() {
    return new RemovedFields(walk(), expressions);
  }

  /** Walks what documents of these kinds name. */
  public DocumentWalk walk() {
    return new DocumentWalk(kinds, schemas);
  }

  /** How expressions in documents are checked. */
  public Expressions expressions() {
    return expressions;
  }

  /** The snapshot of the set, with everything that is wrong anywhere in it. */
  public Compilation check(MetadataCompiler.Input input) {
    DocumentSet documents = input.documents();
    List<Problem> bySchema = new ArrayList<>();
    Set<Document.Name> broken = new LinkedHashSet<>();
    for (Document document : documents.list()) {
      schemas.check(
          document,
          problem -> {
            bySchema.add(name(document, problem));
            broken.add(document.name());
          });
    }
    Compilation compilation = compiler.compile(input);
    List<Problem> across = new ArrayList<>(compilation.problems());
    Candidate candidate = new Candidate(documents, compilation.metadata(), expressions);
    for (Document document : documents.list()) {
      DocumentKind kind = kinds.find(document.kind());
      if (kind != null && !broken.contains(document.name())) {
        ProblemSink sink = problem -> across.add(name(document, problem));
        kind.check(document, candidate, sink);
      }
    }
    return new Compilation(
        compilation.metadata(),
        compilation.wantedColumns(),
        merge(bySchema, across),
        compilation.warnings());
  }

  /** Where both found something at one place, what was found across documents tells more. */
  private static List<Problem> merge(List<Problem> bySchema, List<Problem> across) {
    Map<String, Problem> places = new LinkedHashMap<>();
    across.forEach(problem -> places.put(place(problem), problem));
    List<Problem> all = new ArrayList<>();
    for (Problem problem : bySchema) {
      if (!places.containsKey(place(problem))) {
        all.add(problem);
      }
    }
    all.addAll(across);
    return all;
  }

  private static String place(Problem problem) {
    return problem.arguments().get("document") + " " + problem.place();
  }

  private Problem name(Document document, Problem problem) {
    DocumentKind kind = kinds.find(document.kind());
    String folder = kind == null ? document.kind() : kind.folder();
    return problem.with("document", folder + "/" + document.key() + ".json");
  }
}
