package dev.dougong.engine.file.internal;

import dev.dougong.engine.IdSource;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.fieldtype.FileValues;
import dev.dougong.engine.file.FileContent;
import dev.dougong.engine.file.FileStore;
import dev.dougong.engine.file.StoredFile;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.workspace.Limit;
import dev.dougong.engine.workspace.Room;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Files as rows of PostgreSQL. */
public final class JdbcFileStore implements FileStore {

  private static final SqlName FILE = SqlName.of("file");
  private static final SqlName USE = SqlName.of("file_use");
  private static final SqlName CONTENT = SqlName.of("file_content");

  private final Jdbc jdbc;
  private final Transactions transactions;
  private final FileReach reach;
  private final FileChunks chunks;
  private final IdSource ids;
  private final InstantSource clock;
  private final Room room;

  /** Over its tables. */
  public JdbcFileStore(
      Jdbc jdbc,
      Transactions transactions,
      FileReach reach,
      IdSource ids,
      InstantSource clock,
      Room room) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.reach = reach;
    this.chunks = new FileChunks(jdbc);
    this.ids = ids;
    this.clock = clock;
    this.room = room;
  }

  private record Row(StoredFile file, String hash, UUID uploadedBy, boolean isUsed) {}

  private record Unused(long count, long size) {}

  @Override
  public StoredFile store(Access access, String name, Path bytes) {
    try {
      long size = Files.size(bytes);
      if (size == 0) {
        throw new InputException(Problem.of("file.empty"));
      }
      if (size > MAX_SIZE) {
        throw new InputException(Problem.of("file.tooBig").with("max", MAX_SIZE));
      }
      String type = FileTypes.of(bytes, name);
      StoredFile file = new StoredFile(ids.next(), FileNames.of(name, type), size, type);
      if (FileValues.PICTURES.contains(file.type())
          && FilePixels.of(bytes, file.type()) > FilePixels.MOST) {
        throw new InputException(
            Problem.of("file.tooManyPixels").with("max", FilePixels.MOST / 1_000_000));
      }
      String hash = FileChunks.hash(bytes);
      return transactions.required(() -> insert(access, file, hash, bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private StoredFile insert(Access access, StoredFile file, String hash, Path bytes) {
    SqlName schema = access.metadata().workspace().schema();
    Unused unused = unused(schema, access.userId());
    if (unused.count() >= MAX_UNUSED || unused.size() + file.size() > MAX_UNUSED_SIZE) {
      throw new InputException(Problem.of("file.tooManyUnused").with("count", unused.count()));
    }
    if (!isKnown(schema, hash)) {
      Room.Claim unusedClaim = room.claim(Limit.FILES, file.size());
    }
    // The row of the content stays locked until the commit, so that no sweep takes it.
    boolean isNew =
        Objects.requireNonNull(
            jdbc.queryOne(
                Sql.of("insert into ")
                    .add(schema, CONTENT)
                    .add(" as c (hash, size, touched_at) values (")
                    .bind(SqlType.TEXT, hash)
                    .add(", ")
                    .bind(SqlType.BIGINT, file.size())
                    .add(", ")
                    .bind(SqlType.TIMESTAMPTZ, clock.instant())
                    .add(
                        ") on conflict (hash) do update set touched_at = excluded.touched_at"
                            + " returning xmax = 0"),
                row -> row.getBoolean(1)));
    if (isNew) {
      chunks.write(schema, hash, bytes);
    }
    jdbc.update(
        Sql.of("insert into ")
            .add(schema, FILE)
            .add(" (id, hash, name, size, type, uploaded_by, uploaded_at) values (")
            .bind(SqlType.UUID, file.id())
            .add(", ")
            .bind(SqlType.TEXT, hash)
            .add(", ")
            .bind(SqlType.TEXT, file.name())
            .add(", ")
            .bind(SqlType.BIGINT, file.size())
            .add(", ")
            .bind(SqlType.TEXT, file.type())
            .add(", ")
            .bind(SqlType.UUID, access.userId())
            .add(", ")
            .bind(SqlType.TIMESTAMPTZ, clock.instant())
            .add(")"));
    return file;
  }

  private boolean isKnown(SqlName schema, String hash) {
    return jdbc.queryOne(
            Sql.of("select 1 from ")
                .add(schema, CONTENT)
                .add(" where hash = ")
                .bind(SqlType.TEXT, hash),
            row -> row.getInt(1))
        != null;
  }

  private Unused unused(SqlName schema, UUID user) {
    return Objects.requireNonNull(
        jdbc.queryOne(
            Sql.of("select count(*), coalesce(sum(size), 0) from ")
                .add(schema, FILE)
                .add(" where used_at is null and uploaded_by = ")
                .bind(SqlType.UUID, user),
            row -> new Unused(row.getLong(1), row.getLong(2))));
  }

  @Override
  public FileContent open(Access access, UUID id) {
    SqlName schema = access.metadata().workspace().schema();
    Row row =
        jdbc.queryOne(
            Sql.of("select id, name, size, type, hash, uploaded_by, used_at is not null from ")
                .add(schema, FILE)
                .add(" where id = ")
                .bind(SqlType.UUID, id),
            JdbcFileStore::row);
    if (row == null || !mayRead(access, row)) {
      throw new AccessException(Problem.of("notFound"));
    }
    return new Content(schema, row);
  }

  private boolean mayRead(Access access, Row row) {
    return row.isUsed()
        ? !reach.readable(access, Set.of(row.file().id())).isEmpty()
        : row.uploadedBy().equals(access.userId());
  }

  private static Row row(ResultSet row) throws SQLException {
    StoredFile file =
        new StoredFile(
            Objects.requireNonNull(Jdbc.uuid(row, 1)),
            row.getString(2),
            row.getLong(3),
            row.getString(4));
    return new Row(
        file, row.getString(5), Objects.requireNonNull(Jdbc.uuid(row, 6)), row.getBoolean(7));
  }

  private final class Content implements FileContent {
    private final SqlName schema;
    private final Row row;

    Content(SqlName schema, Row row) {
      this.schema = schema;
      this.row = row;
    }

    @Override
    public StoredFile file() {
      return row.file();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      chunks.read(schema, row.hash(), row.file().size(), out);
    }
  }

  @Override
  public int sweep(Metadata metadata, Instant before) {
    SqlName schema = metadata.workspace().schema();
    return transactions.required(
        () -> {
          jdbc.update(
              Sql.of("delete from ")
                  .add(schema, USE)
                  .add(" u using ")
                  .add(schema, SqlName.of("id_entity"))
                  .add(" e where e.id = u.entity and e.state = 'removed'"));
          int forgotten = jdbc.update(unusedSince(schema, before));
          jdbc.update(
              Sql.of("delete from ")
                  .add(schema, CONTENT)
                  .add(" c where touched_at < ")
                  .bind(SqlType.TIMESTAMPTZ, before)
                  .add(" and not exists (select from ")
                  .add(schema, FILE)
                  .add(" f where f.hash = c.hash)"));
          return forgotten;
        });
  }

  /** A record that takes a file at this moment moves its time, which is looked at again then. */
  private static Sql unusedSince(SqlName schema, Instant before) {
    return Sql.of("delete from ")
        .add(schema, FILE)
        .add(" f where coalesce(used_at, uploaded_at) < ")
        .bind(SqlType.TIMESTAMPTZ, before)
        .add(" and not exists (select from ")
        .add(schema, USE)
        .add(" u where u.file = f.id)");
  }
}
