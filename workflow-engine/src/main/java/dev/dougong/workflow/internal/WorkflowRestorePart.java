package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.backup.RestorePart;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import java.util.List;
import java.util.Set;

/**
 * Executions go on from where they were. What may have left the house since the backup does not
 * leave it again by itself: messages wait for a person, syncs are paused; calls go out with the
 * same key as before, so that the other side knows them.
 */
public final class WorkflowRestorePart implements RestorePart {

  @Override
  public Set<String> leftOut() {
    return Set.of("gateway_token");
  }

  @Override
  public List<Sql> afterRestore(SqlName schema) {
    ObjectNode fault = StoredProblem.write(Problem.of("message.maybeSent"));
    return List.of(
        Sql.of("update ")
            .add(schema)
            .add(".outbox set state = 4, lease = null, due_at = null, fault = ")
            .bind(SqlType.JSONB, fault)
            .add(" where state < 3"),
        Sql.of("update ")
            .add(schema)
            .add(".sync_state set state = case state when 2 then 3 else state end,")
            .add(" lease = null, leased_until = null"),
        Sql.of("update ").add(schema).add(".sync_out set lease = null where lease is not null"),
        Sql.of("update ")
            .add(schema)
            .add(".service_call set lease = null where lease is not null"));
  }
}
