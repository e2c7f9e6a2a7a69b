package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.expression.Row;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.record.RecordListener;
import dev.dougong.engine.record.RecordRows;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.record.internal.plan.EntityPlan;
import dev.dougong.engine.record.internal.plan.EntityPlans;
import dev.dougong.engine.workspace.Room;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Records of the tables as expressions see them. */
final class TableRows implements RecordRows {

  private static final WriteOptions READING = WriteOptions.ofDocument("read");

  private final EntityPlans plans;
  private final RecordTable table;

  TableRows(EntityPlans plans, RecordTable table) {
    this.plans = plans;
    this.table = table;
  }

  @Override
  public Map<UUID, Row> find(Access access, Entity entity, Collection<UUID> ids) {
    Map<UUID, Row> rows = new LinkedHashMap<>();
    if (ids.isEmpty()) {
      return rows;
    }
    Write write =
        new Write(access, READING, plans, table, RecordListener.NONE, new Claims(Room.NONE));
    EntityPlan plan = write.plan(entity);
    table
        .read(plan, ids, RecordTable.Lock.NONE)
        .forEach(
            (id, values) -> {
              if (write.covers(access.entity(entity).read(), plan, values)) {
                rows.put(id, write.row(plan, values));
              }
            });
    return rows;
  }
}
