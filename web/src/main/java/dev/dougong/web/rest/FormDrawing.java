package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.AccessSource;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.NearNames;
import dev.dougong.engine.problem.Problem;
import dev.dougong.form.viewtype.ViewTypes;
import dev.dougong.report.dashboard.Dashboards;
import dev.dougong.web.auth.Caller;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A form under a snapshot that does not hold yet, for who designs it. */
@Singleton
final class FormDrawing {

  private final AccessSource rights;
  private final Caller caller;
  private final Expressions expressions;
  private final Dashboards dashboards;
  private final ViewTypes viewTypes;

  @Inject
  FormDrawing(
      AccessSource rights,
      Caller caller,
      Expressions expressions,
      Dashboards dashboards,
      ViewTypes viewTypes) {
    this.rights = rights;
    this.caller = caller;
    this.expressions = expressions;
    this.dashboards = dashboards;
    this.viewTypes = viewTypes;
  }

  /**
   * Adds the form and its entity, where the snapshot has them.
   *
   * @param role with whose rights; null for all rights. The form is left out where it is not one of
   *     that role
   */
  void write(Metadata metadata, String form, @Nullable String role, ObjectNode answer) {
    Access access =
        role == null
            ? rights.takeover("preview of a form", metadata)
            : rights.trial(
                caller.identity().user(), Set.of(known(metadata, role)), caller.locale(), metadata);
    new SnapshotWriter(access, expressions, dashboards, viewTypes).writeForm(form, answer);
  }

  private static String known(Metadata metadata, String role) {
    if (!metadata.roles().containsKey(role)) {
      throw new InputException(
          Problem.at("/role", "metadata.unknownDocument")
              .with("kind", "role")
              .with("value", role)
              .near(NearNames.near(role, metadata.roles().keySet())));
    }
    return role;
  }
}
