package dev.dougong.web.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dougong.engine.region.Region;
import dev.dougong.engine.region.Regions;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Provinces, cities and districts with their codes. */
@Path("/api/regions")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public final class RegionResource {

  private final byte[] body = JsonAnswers.of(RegionResource::write);

  private record Node(Region region, List<Node> children) {}

  /** The whole tree; no secret, and visitors of public forms need it. */
  @GET
  @Policy(Who.ANYBODY)
  public Response list() {
    return Response.ok(body).header("Cache-Control", "private, max-age=86400").build();
  }

  private static void write(JsonGenerator out) throws IOException {
    Map<String, Node> nodes = new LinkedHashMap<>();
    List<Node> provinces = new ArrayList<>();
    for (Region region : Regions.china().all()) {
      Node node = new Node(region, new ArrayList<>());
      nodes.put(region.code(), node);
      Node city = nodes.get(region.code().substring(0, 4) + "00");
      Node province = nodes.get(region.code().substring(0, 2) + "0000");
      if (city != null && city != node) {
        city.children().add(node);
      } else if (province != null && province != node) {
        province.children().add(node);
      } else {
        provinces.add(node);
      }
    }
    out.writeStartObject();
    writeAll("items", provinces, out);
    out.writeEndObject();
  }

  private static void writeAll(String name, List<Node> nodes, JsonGenerator out)
      throws IOException {
    out.writeArrayFieldStart(name);
    for (Node node : nodes) {
      out.writeStartObject();
      out.writeStringField("code", node.region().code());
      out.writeStringField("name", node.region().name());
      if (!node.children().isEmpty()) {
        writeAll("children", node.children(), out);
      }
      out.writeEndObject();
    }
    out.writeEndArray();
  }
}
