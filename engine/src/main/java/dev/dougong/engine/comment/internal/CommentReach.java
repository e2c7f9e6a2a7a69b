package dev.dougong.engine.comment.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.query.internal.RecordSqlScope;
import dev.dougong.engine.query.internal.RowLabels;
import dev.dougong.engine.record.internal.StoredField;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.internal.Jdbc;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** Which records a reader reaches, and how they are called. */
public final class CommentReach {

  private static final SqlName R = SqlName.of("r");

  private final Jdbc jdbc;
  private final SqlCompiler compiler;
  private final Directory directory;

  /** Over the records. */
  public CommentReach(DataSource source, SqlCompiler compiler, Directory directory) {
    this.jdbc = new Jdbc(source);
    this.compiler = compiler;
    this.directory = directory;
  }

  /** The entity of a live record that the reader may read; not found otherwise. */
  Entity entity(Access access, String key, UUID record) {
    Entity entity = access.metadata().entity(key);
    if (access.entity(entity).isNone() || readable(access, entity, List.of(record)).isEmpty()) {
      throw new AccessException(Problem.of("notFound"));
    }
    return entity;
  }

  /** Those of the live records that the reader may read; one statement. */
  Set<UUID> readable(Access access, Entity entity, Collection<UUID> records) {
    if (access.entity(entity).isNone()) {
      return Set.of();
    }
    Sql sql =
        Sql.of("select r.id from ")
            .add(StoredField.from(access.metadata(), entity, R))
            .add(" where r.id = any(")
            .bind(SqlType.UUID_ARRAY, List.copyOf(records))
            .add(") and r.deleted_at is null");
    Sql rule =
        RecordSqlScope.of(access.metadata(), access.evaluation(), compiler, entity, R)
            .condition(access.entity(entity).read());
    if (rule != null) {
      sql.add(" and ").add(rule);
    }
    return new HashSet<>(jdbc.query(sql, row -> Objects.requireNonNull(Jdbc.uuid(row, 1))));
  }

  /** What the records are called, as far as the reader may know; one statement for each entity. */
  RowLabels titles(Access access, Map<Entity, Set<UUID>> records) {
    RowLabels.Wanted wanted = new RowLabels.Wanted(access, directory);
    records.forEach((entity, ids) -> wanted.add(entity.key(), ids));
    return wanted.lookUp(jdbc, compiler);
  }
}
