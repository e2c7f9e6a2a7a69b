package dev.dougong.web.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dougong.report.chart.ChartSlot;
import dev.dougong.report.chart.ChartType;
import dev.dougong.report.chart.ChartTypes;
import dev.dougong.report.chart.Purpose;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.Locale;

/** The types of charts and what each can show, for designers. */
@Path("/api/chart-types")
@Produces(MediaType.APPLICATION_JSON)
public final class ChartTypeResource {

  private final ChartTypes types;

  /** Over the types there are. */
  @Inject
  public ChartTypeResource(ChartTypes types) {
    this.types = types;
  }

  /** All types with their slots. */
  @GET
  @Policy(Who.SIGNED_IN)
  public byte[] list() {
    return JsonAnswers.of(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("items");
          for (ChartType type : types.all()) {
            write(type, out);
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  private static void write(ChartType type, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("id", type.id());
    out.writeBooleanField("plain", type.isPlain());
    out.writeArrayFieldStart("purposes");
    for (Purpose purpose : type.purposes()) {
      out.writeString(lower(purpose));
    }
    out.writeEndArray();
    out.writeArrayFieldStart("groupings");
    for (String grouping : type.groupings()) {
      out.writeString(grouping);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("slots");
    for (ChartSlot slot : type.slots()) {
      out.writeStartObject();
      out.writeStringField("name", slot.name());
      out.writeStringField("holds", lower(slot.holds()));
      out.writeNumberField("least", slot.least());
      out.writeNumberField("most", slot.most());
      out.writeBooleanField("byName", slot.isByName());
      out.writeBooleanField("across", slot.isAcross());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
