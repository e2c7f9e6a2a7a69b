package dev.dougong.engine.dataimport;

import dev.dougong.engine.IdSource;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.dataimport.format.ImportFormats;
import dev.dougong.engine.dataimport.internal.JdbcImportJobs;
import dev.dougong.engine.dataimport.internal.JdbcImports;
import dev.dougong.engine.expression.evaluate.Evaluator;
import dev.dougong.engine.expression.evaluate.Evaluator.BackEnd;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.problem.ProblemException;
import dev.dougong.engine.record.Records;
import dev.dougong.engine.record.internal.write.JdbcRecords;
import dev.dougong.engine.record.internal.write.WriteParts;
import dev.dougong.engine.search.SearchTerms;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.testkit.TestAccess;
import dev.dougong.engine.testkit.TestMetadata;
import dev.dougong.engine.workspace.Room;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A workspace into which files are brought, and the means to look at what came of it. */
final class ImportDesk {

  static final UUID MANAGER = new UUID(7, 1);
  static final UUID OTHER = new UUID(7, 2);
  static final UUID STORE = new UUID(8, 1);
  static final Instant NOON = Instant.parse("2026-03-01T04:00:00Z");

  private static final AtomicLong NEXT = new AtomicLong(1);
  private static final IdSource IDS =
      () -> new UUID(0x0191_0000_0000_7000L, NEXT.getAndIncrement());

  final TestMetadata meta;
  final Records records;
  final Imports imports;
  private Supplier<@Nullable Access> importer = this::manager;

  private ImportDesk(TestMetadata meta) {
    this.meta = meta;
    FieldTypes types = meta.types();
    records =
        new JdbcRecords(
            new WriteParts(
                meta.jdbc(),
                meta.database(),
                types,
                new Evaluator(BackEnd.CLOSURES),
                new SearchTerms(),
                IDS,
                new People()));
    imports =
        new JdbcImports(
            meta.jdbc(),
            meta.database(),
            ImportFormats.onClassPath(),
            types,
            IDS,
            () -> NOON,
            Room.NONE);
  }

  static ImportDesk of(String... entities) {
    return new ImportDesk(TestMetadata.of(entities));
  }

  /** A node of its own over the same database; what it writes goes through the operator. */
  ImportJobs jobs(UnaryOperator<Records> through) {
    return new JdbcImportJobs(
        new JdbcImportJobs.Parts(
            meta.jdbc(),
            meta.database(),
            this::metadata,
            through.apply(records),
            FieldTypes.onClassPath(),
            new SqlCompiler(),
            new Importers(),
            new People()));
  }

  /** Does all that is due. */
  void work() {
    ImportJobs jobs = jobs(same -> same);
    while (jobs.runDue()) {
      // the next batch
    }
  }

  Metadata metadata() {
    return meta.metadata();
  }

  Jdbc jdbc() {
    return meta.jdbc();
  }

  TestAccess manager() {
    return TestAccess.of(metadata(), MANAGER, STORE, NOON);
  }

  TestAccess other() {
    return TestAccess.of(metadata(), OTHER, STORE, NOON);
  }

  /** The background has these rights from now on. */
  void importerHas(Supplier<@Nullable Access> access) {
    importer = access;
  }

  ImportState bring(Path file) {
    return imports.bring(
        manager(),
        Set.of(),
        "customer",
        Objects.requireNonNull(file.getFileName()).toString(),
        file);
  }

  /** Tries all rows. */
  ImportState check(ImportState one, ImportPlan plan) {
    imports.check(manager(), one.id(), plan);
    work();
    return imports.find(manager(), one.id());
  }

  /** Writes all rows. */
  ImportState run(ImportState one, ImportPlan plan) {
    imports.run(manager(), one.id(), plan);
    work();
    return imports.find(manager(), one.id());
  }

  /** Takes all back. */
  ImportState undo(ImportState one) {
    imports.undo(manager(), one.id());
    work();
    return imports.find(manager(), one.id());
  }

  /** {@code row code /field} of everything that is wrong. */
  List<String> problems(ImportState one) {
    return imports.rows(manager(), one.id(), true, 0, 1000).stream()
        .flatMap(
            row ->
                row.problems().stream().map(p -> row.number() + " " + p.code() + " " + p.place()))
        .toList();
  }

  /** All live customers with all their values, as the table holds them, less the bookkeeping. */
  List<String> customers() {
    return jdbc()
        .query(
            Sql.of("select (to_jsonb(r) - 'id' - 'version' - 'updated_at' - 'updated_by')::text")
                .add(" || r.data::text from ")
                .add(metadata().workspace().schema(), metadata().entity("customer").table())
                .add(" r where deleted_at is null order by 1"),
            row -> row.getString(1));
  }

  /**
   * Digest of all live customers with their ids and values, byte for byte, less the bookkeeping.
   */
  String digest() {
    return Objects.requireNonNull(
        jdbc()
            .queryOne(
                Sql.of(
                        "select md5(string_agg(md5((to_jsonb(r) - 'version' - 'updated_at' - 'updated_by')::text")
                    .add(" || r.data::text), '' order by r.id)) from ")
                    .add(metadata().workspace().schema(), metadata().entity("customer").table())
                    .add(" r where deleted_at is null"),
                row -> row.getString(1)));
  }

  long count(String table) {
    return Objects.requireNonNull(
        jdbc()
            .queryOne(
                Sql.of("select count(*) from ")
                    .add(metadata().workspace().schema(), SqlName.of(table)),
                row -> row.getLong(1)));
  }

  long live(String entity) {
    return Objects.requireNonNull(
        jdbc()
            .queryOne(
                Sql.of("select count(*) from ")
                    .add(metadata().workspace().schema(), metadata().entity(entity).table())
                    .add(" where deleted_at is null"),
                row -> row.getLong(1)));
  }

  static List<String> codes(Runnable call) {
    try {
      call.run();
    } catch (ProblemException e) {
      return e.problems().stream().map(p -> p.code() + "@" + p.place()).toList();
    }
    return List.of();
  }

  static Problem problem(Runnable call) {
    try {
      call.run();
    } catch (ProblemException e) {
      return e.problems().get(0);
    }
    throw new AssertionError("it was not refused");
  }

  private final class Importers implements ImporterAccess {
    @Override
    public @Nullable Access of(UUID user, Set<String> roles, Locale locale) {
      return importer.get();
    }

    @Override
    public Access forUndo() {
      return manager();
    }
  }

  private static final class People implements Directory, PeopleNames {
    private static final Map<String, UUID> NAMES = Map.of("wang", MANAGER, "li", OTHER);

    @Override
    public @Nullable String userName(UUID user) {
      return user.equals(MANAGER) ? "wang" : user.equals(OTHER) ? "li" : null;
    }

    @Override
    public @Nullable String orgUnitName(UUID unit, Locale locale) {
      return unit.equals(STORE) ? "store" : null;
    }

    @Override
    public @Nullable UUID user(String username) {
      return NAMES.get(username);
    }

    @Override
    public @Nullable UUID orgUnit(String key) {
      return key.equals("store") ? STORE : null;
    }

    @Override
    public List<UUID> users(String name) {
      return switch (name) {
        case "王店长" -> List.of(MANAGER);
        case "李" -> List.of(MANAGER, OTHER);
        default -> NAMES.containsKey(name) ? List.of(NAMES.get(name)) : List.of();
      };
    }

    @Override
    public List<UUID> units(String name) {
      return name.equals("store") ? List.of(STORE) : List.of();
    }
  }
}
