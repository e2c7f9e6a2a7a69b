package dev.dougong.report.dashboard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Dashboards that people make for themselves. Nobody else sees them, administrators neither: one of
 * another person is answered like one that does not exist. Thread-safe.
 */
public interface OwnDashboards {

  /** Most that a person may have. */
  int MOST = 100;

  /**
   * One of them.
   *
   * @param content {@code {"widgets": as in a document, "filters": [{"entity": id, "field": id}]}};
   *     never changed by anybody
   */
  record OwnDashboard(UUID id, String name, ObjectNode content) {}

  /** Those of the reader, in the order of their names. */
  List<OwnDashboard> list(Access access);

  /** That of the id, or null where the reader has no such one. */
  @Nullable OwnDashboard find(Access access, UUID id);

  /** Makes or changes one; refuses one of another person with {@code notFound}. */
  void save(Access access, OwnDashboard dashboard);

  /** Forgets one; refuses one of another person with {@code notFound}. */
  void delete(Access access, UUID id);
}
