package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.AccessSource;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.form.viewtype.ViewTypes;
import dev.dougong.report.dashboard.Dashboards;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** A form under a snapshot that does not hold yet, for who designs it: with all rights. */
@Singleton
final class FormDrawing {

  private final AccessSource rights;
  private final Expressions expressions;
  private final Dashboards dashboards;
  private final ViewTypes viewTypes;

  @Inject
  FormDrawing(
      AccessSource rights, Expressions expressions, Dashboards dashboards, ViewTypes viewTypes) {
    this.rights = rights;
    this.expressions = expressions;
    this.dashboards = dashboards;
    this.viewTypes = viewTypes;
  }

  /** Adds the form and its entity, where the snapshot has them. */
  void write(Metadata metadata, String form, ObjectNode answer) {
    new SnapshotWriter(
            rights.takeover("preview of a form", metadata), expressions, dashboards, viewTypes)
        .writeForm(form, answer);
  }
}
