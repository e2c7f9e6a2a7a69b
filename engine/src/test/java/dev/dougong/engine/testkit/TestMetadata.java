package dev.dougong.engine.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.metadata.compile.Compilation;
import dev.dougong.engine.metadata.compile.MetadataCompiler;
import dev.dougong.engine.metadata.compile.Placements;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentSet;
import dev.dougong.engine.metadata.layout.TableLayout;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.storage.internal.LocalDatabase;
import dev.dougong.engine.storage.internal.TableDdl;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Metadata made from JSON documents, with its tables in a workspace of its own. */
public final class TestMetadata {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private final Metadata metadata;
  private final FieldTypes types;
  private final LocalDatabase database;
  private final Jdbc jdbc;

  private TestMetadata(Metadata metadata, FieldTypes types, LocalDatabase database) {
    this.metadata = metadata;
    this.types = types;
    this.database = database;
    this.jdbc = new Jdbc(database.dataSource());
  }

  /** Entities as JSON; their tables stand in a new workspace. Fails where anything is wrong. */
  public static TestMetadata of(String... entities) {
    return of(documents(entities));
  }

  /** Documents of any kind; the tables of the entities stand in a new workspace. */
  public static TestMetadata of(List<Document> documents) {
    Workspace workspace = TestDatabase.newWorkspace();
    LocalDatabase database = new LocalDatabase(TestDatabase.dataSource());
    FieldTypes types =
        FieldTypes.onClassPath(TestSeals.of(new Jdbc(database.dataSource()), workspace, database));
    TestMetadata made =
        new TestMetadata(sound(check(types, workspace, documents)), types, database);
    Metadata metadata = made.metadata();
    TableDdl ddl = new TableDdl(metadata.workspace());
    for (Entity entity : metadata.entities()) {
      for (Sql statement : ddl.create(TableLayout.of(entity))) {
        made.jdbc.update(statement);
      }
    }
    return made;
  }

  /** Entities as JSON, without a database. Fails where anything is wrong. */
  public static Metadata compile(String... entities) {
    return compile(Workspace.MAIN, documents(entities));
  }

  /** Documents of any kind, without a database. Fails where anything is wrong. */
  public static Metadata compile(Workspace workspace, List<Document> documents) {
    return sound(check(workspace, documents));
  }

  private static Metadata sound(Compilation compilation) {
    if (!compilation.problems().isEmpty()) {
      throw new AssertionError(compilation.problems());
    }
    return compilation.metadata();
  }

  /** Documents of any kind, without a database, with what is wrong. */
  public static Compilation check(Workspace workspace, List<Document> documents) {
    return check(FieldTypes.onClassPath(), workspace, documents);
  }

  private static Compilation check(
      FieldTypes types, Workspace workspace, List<Document> documents) {
    return new MetadataCompiler(types, new Expressions())
        .compile(
            new MetadataCompiler.Input(
                workspace, 1, ZONE, new DocumentSet(documents), new TestIds(), Placements.NONE));
  }

  /** Entity documents of their JSON. */
  public static List<Document> documents(String... entities) {
    List<Document> documents = new ArrayList<>();
    for (String entity : entities) {
      documents.add(document("entity", entity));
    }
    return documents;
  }

  /** A document of its JSON; the key is read from it. */
  public static Document document(String kind, String json) {
    try {
      ObjectNode content = (ObjectNode) JSON.readTree(json);
      return new Document(kind, content.path("key").asText(), content);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("json: " + json, e);
    }
  }

  /** The field types, with the seals of the workspace. */
  public FieldTypes types() {
    return types;
  }

  /** The snapshot. */
  public Metadata metadata() {
    return metadata;
  }

  /** Transactions of this test. */
  public LocalDatabase database() {
    return database;
  }

  /** Statements of this test; inside {@link #database} transactions they share its connection. */
  public Jdbc jdbc() {
    return jdbc;
  }
}
