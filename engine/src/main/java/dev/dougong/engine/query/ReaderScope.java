package dev.dougong.engine.query;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.EntityAccess;
import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.expression.Scope;
import dev.dougong.engine.expression.ScopeField;
import dev.dougong.engine.fieldtype.ReferenceTarget;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names that a reader may use in filters and sorts: what is hidden from them does not exist.
 */
public final class ReaderScope implements Scope {

  private final Access access;
  private final Entity entity;
  private final EntityAccess rights;

  /** Over the records of an entity. */
  public ReaderScope(Access access, Entity entity) {
    this.access = access;
    this.entity = entity;
    this.rights = access.entity(entity);
  }

  @Override
  public @Nullable ScopeField field(String key) {
    return limited(entity.field(key), entity.scope().field(key));
  }

  @Override
  public @Nullable ScopeField field(int id) {
    return limited(entity.findField(id), entity.scope().field(id));
  }

  @Override
  public List<String> keys() {
    List<String> keys = new ArrayList<>();
    for (Field field : entity.allFields()) {
      if (rights.field(field) != FieldAccess.HIDDEN) {
        keys.add(field.key());
      }
    }
    return keys;
  }

  /** Whether the reader knows that there is such a field, but not its values. */
  public boolean isMasked(String key) {
    Field field = entity.field(key);
    return field != null && rights.isMasked(field);
  }

  private @Nullable ScopeField limited(@Nullable Field field, @Nullable ScopeField known) {
    if (field == null || known == null || rights.field(field) == FieldAccess.HIDDEN) {
      return null;
    }
    return leading(field, known);
  }

  /** The same field, whose way further is limited too. */
  private ScopeField leading(Field field, ScopeField known) {
    if (field.target() instanceof ReferenceTarget.ToEntity to) {
      Entity target = access.metadata().entity(to.entity());
      boolean isOpen = !access.entity(target).isNone();
      return new ScopeField(
          known.key(),
          known.id(),
          known.type(),
          () -> isOpen ? new ReaderScope(access, target) : null);
    }
    if (!field.rowFields().isEmpty()) {
      return new ScopeField(
          known.key(),
          known.id(),
          known.type(),
          () -> RowScope.of(this, field, known.inner().get()));
    }
    return known;
  }

  /** The rows of a table that the reader sees: the records behind their references are limited. */
  private record RowScope(ReaderScope reader, Field table, Scope row) implements Scope {

    static @Nullable Scope of(ReaderScope reader, Field table, @Nullable Scope row) {
      return row == null ? null : new RowScope(reader, table, row);
    }

    @Override
    public @Nullable ScopeField field(String key) {
      return limited(row.field(key));
    }

    @Override
    public @Nullable ScopeField field(int id) {
      return limited(row.field(id));
    }

    @Override
    public List<String> keys() {
      return row.keys();
    }

    private @Nullable ScopeField limited(@Nullable ScopeField known) {
      if (known != null) {
        for (Field field : table.rowFields()) {
          if (field.id() == known.id()) {
            return reader.leading(field, known);
          }
        }
      }
      return null;
    }
  }
}
