package dev.dougong.engine.query.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.RowRule;
import dev.dougong.engine.expression.EvaluationContext;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.FieldPath;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.expression.sql.SqlRows;
import dev.dougong.engine.expression.sql.SqlScope;
import dev.dougong.engine.fieldtype.ReferenceTarget;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.record.internal.StoredField;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one record of a statement, for the expression compiler. Ways through references are
 * joined where the statement has joins, and sub-selects elsewhere. With a reader, records that the
 * reader may not see are missing at the end of a way, as they are everywhere else; without one
 * (rules of rights, formulas) all are there.
 */
public final class RecordSqlScope implements SqlScope {

  private static final SqlName ID = SqlName.of("id");
  private static final SqlName DELETED_AT = SqlName.of("deleted_at");

  private final Metadata metadata;
  private final EvaluationContext context;
  private final SqlCompiler compiler;
  private final StatementParts parts;
  private final Entity entity;
  private final SqlName alias;
  private final @Nullable Joins joins;
  private final @Nullable Access reader;

  private RecordSqlScope(
      Metadata metadata,
      EvaluationContext context,
      SqlCompiler compiler,
      StatementParts parts,
      Entity entity,
      SqlName alias,
      @Nullable Joins joins,
      @Nullable Access reader) {
    this.metadata = metadata;
    this.context = context;
    this.compiler = compiler;
    this.parts = parts;
    this.entity = entity;
    this.alias = alias;
    this.joins = joins;
    this.reader = reader;
  }

  /**
   * The scope of a record at an alias of a statement, all records there; ways are sub-selects.
   *
   * @param alias must not look like {@code j1}
   */
  public static RecordSqlScope of(
      Metadata metadata,
      EvaluationContext context,
      SqlCompiler compiler,
      Entity entity,
      SqlName alias) {
    return new RecordSqlScope(
        metadata, context, compiler, new StatementParts(), entity, alias, null, null);
  }

  /** The same place in a statement that can join. */
  RecordSqlScope joining(Joins into) {
    return new RecordSqlScope(metadata, context, compiler, parts, entity, alias, into, reader);
  }

  /** The same place where all ways are sub-selects. */
  RecordSqlScope apart() {
    return new RecordSqlScope(metadata, context, compiler, parts, entity, alias, null, reader);
  }

  /** The same place as a reader may look at it. */
  RecordSqlScope limitedTo(Access access) {
    return new RecordSqlScope(metadata, context, compiler, parts, entity, alias, joins, access);
  }

  /** Records of an entity in a sub-select of the same statement, which has joins of its own. */
  RecordSqlScope inside(Entity there, SqlName name, Joins own) {
    return new RecordSqlScope(metadata, context, compiler, parts, there, name, own, reader);
  }

  /** What the statement joins; a bug where it cannot. */
  Joins joins() {
    return Objects.requireNonNull(joins, "joins");
  }

  /** What the statement that this is a part of depends on. */
  StatementParts parts() {
    return parts;
  }

  /** The entity whose fields these are. */
  Entity entity() {
    return entity;
  }

  /** A condition over this record; true exactly where the expression is true. */
  public Sql condition(Expression expression) {
    parts.note(expression);
    return compiler.condition(expression, this, context);
  }

  /** The value of an expression over this record. */
  public Sql value(Expression expression) {
    parts.note(expression);
    return compiler.value(expression, this, context);
  }

  /** The condition of a row rule over this record, or null where it lets all pass. */
  public @Nullable Sql condition(RowRule rule) {
    if (rule instanceof RowRule.All) {
      return null;
    }
    if (rule instanceof RowRule.Where where) {
      return unlimited().condition(where.condition());
    }
    return Sql.of("false");
  }

  private RecordSqlScope unlimited() {
    return new RecordSqlScope(metadata, context, compiler, parts, entity, alias, joins, null);
  }

  @Override
  public Sql field(FieldPath path, ValueType type) {
    if (path.hops().isEmpty()) {
      return value(entity.field(path.last()));
    }
    Field hop = entity.field(path.fieldIds().get(0));
    FieldPath rest = new FieldPath(path.fieldIds().subList(1, path.fieldIds().size()));
    if (joins != null) {
      return joined(hop).field(rest, type);
    }
    RecordSqlScope target = at(target(hop), parts.nextAlias(), null);
    return Sql.of("(select ")
        .add(target.field(rest, type))
        .add(" from ")
        .add(StoredField.from(metadata, target.entity, target.alias))
        .add(" where ")
        .add(target.isPointedAtBy(value(hop)))
        .add(")");
  }

  /** The value of an own field, stored or virtual, as an atom. */
  Sql value(Field field) {
    switch (field.placement()) {
      case SYSTEM, DOCUMENT, FILLING, COLUMN:
        return StoredField.value(alias, field);
      case VIRTUAL:
        break;
    }
    if (field.formula() != null) {
      return Sql.of("(").add(unlimited().value(field.formula())).add(")");
    }
    Field.Lookup lookup =
        Objects.requireNonNull(field.lookup(), () -> "no way to compute " + field.key());
    Field via = entity.field(lookup.via());
    Field end = target(via).field(lookup.field());
    return unlimited()
        .field(
            FieldPath.of(via.id()).then(FieldPath.of(end.id())),
            ValueType.of(ValueTypes.plain(end)));
  }

  @Override
  public SqlRows rows(FieldPath path, ValueType type) {
    if (!path.hops().isEmpty()) {
      Field hop = entity.field(path.fieldIds().get(0));
      FieldPath rest = new FieldPath(path.fieldIds().subList(1, path.fieldIds().size()));
      if (joins != null) {
        return joined(hop).rows(rest, type);
      }
      RecordSqlScope target = at(target(hop), parts.nextAlias(), null);
      SqlRows inner = target.rows(rest, type);
      Sql from =
          StoredField.from(metadata, target.entity, target.alias)
              .add(" cross join lateral ")
              .add(inner.from());
      return new SqlRows(pointed(from, target, hop), inner.scope());
    }
    Field field = entity.field(path.last());
    SqlName row = parts.nextAlias();
    if (field.target() instanceof ReferenceTarget.ToEntity) {
      RecordSqlScope target = at(target(field), parts.nextAlias(), null);
      Sql from =
          Sql.of("unnest(")
              .add(value(field))
              .add(") as ")
              .add(row)
              .add("(id) join ")
              .add(StoredField.from(metadata, target.entity, target.alias))
              .add(" on ")
              .add(target.isPointedAtBy(new Sql().add(row, ID)));
      return new SqlRows(from, target);
    }
    Sql from =
        Sql.of("jsonb_array_elements(").add(value(field)).add(") as ").add(row).add("(data)");
    return new SqlRows(from, new RowSqlScope(this, field, row));
  }

  private Sql pointed(Sql from, RecordSqlScope target, Field hop) {
    return from.add(" where ").add(target.isPointedAtBy(value(hop)));
  }

  /** A way from a row of a table through a reference in it. */
  Sql through(Sql reference, Field hop, FieldPath rest, ValueType type) {
    RecordSqlScope target = at(target(hop), parts.nextAlias(), null);
    return Sql.of("(select ")
        .add(target.field(rest, type))
        .add(" from ")
        .add(StoredField.from(metadata, target.entity, target.alias))
        .add(" where ")
        .add(target.isPointedAtBy(reference))
        .add(")");
  }

  /** The scope of the record that a reference points at, joined once. */
  RecordSqlScope joined(Field hop) {
    Joins into = Objects.requireNonNull(joins, "joins");
    Entity target = target(hop);
    boolean isLimited = reader != null && !isOpen(reader, target);
    SqlName name =
        into.alias(
            new Joins.Way(alias, hop.id(), isLimited),
            () -> {
              RecordSqlScope there = at(target, parts.nextAlias(), null);
              into.append(
                  Sql.of(" left join ")
                      .add(StoredField.from(metadata, target, there.alias))
                      .add(" on ")
                      .add(there.isPointedAtBy(value(hop))));
              return there.alias;
            });
    return at(target, name, into);
  }

  /** The title of the record that a reference points at. */
  Sql title(Field reference, Field title) {
    return field(
        FieldPath.of(reference.id()).then(FieldPath.of(title.id())),
        ValueType.of(ValueTypes.plain(title)));
  }

  /** Titles of the records of a multi reference in its order, as {@code text[]}. */
  Sql titles(Field references, Field title) {
    SqlName item = parts.nextAlias();
    RecordSqlScope there = at(target(references), parts.nextAlias(), null);
    return Sql.of("array(select coalesce(")
        .add(there.value(title))
        .add("::text, '') from unnest(")
        .add(value(references))
        .add(") with ordinality as ")
        .add(item)
        .add("(id, place) left join ")
        .add(StoredField.from(metadata, there.entity, there.alias))
        .add(" on ")
        .add(there.isPointedAtBy(new Sql().add(item, ID)))
        .add(" order by ")
        .add(item, SqlName.of("place"))
        .add(")");
  }

  private static boolean isOpen(Access reader, Entity target) {
    return reader.entity(target).read() instanceof RowRule.All;
  }

  /** {@code alias.id = reference and alias.deleted_at is null}, and readable where limited. */
  private Sql isPointedAtBy(Sql reference) {
    Sql condition =
        new Sql()
            .add(alias, ID)
            .add(" = ")
            .add(reference)
            .add(" and ")
            .add(alias, DELETED_AT)
            .add(" is null");
    if (reader != null) {
      Sql rule = at(entity, alias, null).condition(reader.entity(entity).read());
      if (rule != null) {
        condition.add(" and ").add(rule);
      }
    }
    return condition;
  }

  private RecordSqlScope at(Entity there, SqlName name, @Nullable Joins into) {
    return new RecordSqlScope(metadata, context, compiler, parts, there, name, into, reader);
  }

  /** The entity that a reference field points at. */
  Entity target(Field hop) {
    if (hop.target() instanceof ReferenceTarget.ToEntity to) {
      return metadata.entity(to.entity());
    }
    throw new IllegalArgumentException("hop: '" + hop.key() + "' leads to no record");
  }
}
