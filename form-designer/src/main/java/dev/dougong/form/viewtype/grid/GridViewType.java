package dev.dougong.form.viewtype.grid;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.form.viewtype.ViewSchema;
import dev.dougong.form.viewtype.ViewType;
import jakarta.enterprise.context.ApplicationScoped;

/** A row for each record, a card on phones. */
@ApplicationScoped
public final class GridViewType implements ViewType {

  @Override
  public String id() {
    return "grid";
  }

  @Override
  public ObjectNode schema() {
    return ViewSchema.of("{\"properties\":{}}");
  }
}
