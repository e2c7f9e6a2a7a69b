package dev.dougong.report.dashboard;

import dev.dougong.engine.value.Label;
import dev.dougong.report.chart.Chart;
import dev.dougong.report.query.ReportQuery;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dashboard as far as one reader may know it.
 *
 * @param key of the document, or the id of an own one
 * @param isOwn whether the reader made it for themselves
 * @param widgets reports that name nothing hidden from the reader, in the order of the document
 * @param filters those over fields that the reader may know
 */
public record Dashboard(
    String key, Label label, boolean isOwn, List<Widget> widgets, List<Filter> filters) {

  /** Copies the lists. */
  public Dashboard {
    widgets = List.copyOf(widgets);
    filters = List.copyOf(filters);
  }

  /**
   * A report on the grid.
   *
   * @param place in the document; names the widget
   * @param report key of the report
   * @param description of the report; without texts where it has none
   * @param phone where it stands on phones, smallest first; null where it follows the grid
   * @param isFiltering whether a click on a group filters the whole dashboard
   * @param query of the report, as it was written
   * @param drill fields into which its groups can be opened, one after the other
   * @param chart how it is drawn
   */
  public record Widget(
      int place,
      String report,
      Label label,
      Label description,
      int x,
      int y,
      int width,
      int height,
      @Nullable Integer phone,
      boolean isFiltering,
      ReportQuery query,
      List<Step> drill,
      Chart chart) {

    /** Copies the list. */
    public Widget {
      drill = List.copyOf(drill);
    }
  }

  /** A field into which groups can be opened. */
  public record Step(String field, Label label) {}

  /**
   * A filter that reports share.
   *
   * @param entity key of the entity that is filtered
   * @param field key of its field
   */
  public record Filter(String entity, String field) {}
}
