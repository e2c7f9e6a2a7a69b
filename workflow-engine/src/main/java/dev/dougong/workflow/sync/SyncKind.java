package dev.dougong.workflow.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.document.Candidate;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentKind;
import dev.dougong.engine.metadata.document.SchemaResource;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueKind;
import dev.dougong.workflow.definition.Schedule;
import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.Channels;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Set;

/** Syncs with other systems. */
@ApplicationScoped
public final class SyncKind implements DocumentKind {

  private final Channels channels;

  /** With the channels there are. */
  @Inject
  public SyncKind(Channels channels) {
    this.channels = channels;
  }

  @Override
  public String id() {
    return "sync";
  }

  @Override
  public ObjectNode schema() {
    return SchemaResource.read(SyncKind.class, "sync");
  }

  @Override
  public void check(Document document, Candidate candidate, ProblemSink problems) {
    ObjectNode content = document.content();
    checkConnector(content.path("connector").asText(), candidate, problems);
    String schedule = content.path("schedule").asText("");
    if (!schedule.isEmpty() && Schedule.crontab(schedule).isEmpty()) {
      problems.add(Problem.at("/schedule", "workflow.notASchedule").with("value", schedule));
    }
    Entity entity = candidate.entity(content.path("entity").asText(), "/entity", problems);
    if (entity == null) {
      return;
    }
    checkMatch(content, entity, candidate, problems);
    checkIn(content.path("in"), entity, candidate, problems);
    checkOut(content.path("out"), entity, candidate, problems);
  }

  private void checkConnector(String key, Candidate candidate, ProblemSink problems) {
    if (!candidate.hasDocument("connector", key, "/connector", problems)) {
      return;
    }
    ObjectNode connector = candidate.documents().find("connector", key);
    Channel channel = connector == null ? null : channels.find(connector.path("channel").asText());
    if (channel != null && !channel.isCallable()) {
      problems.add(Problem.at("/connector", "sync.noService").with("value", key));
    }
  }

  private static void checkMatch(
      JsonNode content, Entity entity, Candidate candidate, ProblemSink problems) {
    Set<String> match = new HashSet<>();
    boolean isKnown = true;
    int place = 0;
    for (JsonNode key : content.path("match")) {
      match.add(key.asText());
      isKnown &= candidate.hasField(entity, key.asText(), "/match/" + place++, problems);
    }
    if (match.isEmpty() || !isKnown) {
      return;
    }
    Set<String> natural = new HashSet<>(entity.definition().naturalKey());
    Field only = match.size() == 1 ? entity.field(match.iterator().next()) : null;
    boolean isUnique = only != null && only.definition().unique();
    boolean isRenamed = match.stream().anyMatch(key -> entity.field(key) == null);
    if (!match.equals(natural) && !isUnique && !isRenamed) {
      problems.add(Problem.at("/match", "sync.noKey").with("known", natural));
    }
  }

  private static void checkIn(
      JsonNode in, Entity entity, Candidate candidate, ProblemSink problems) {
    int place = 0;
    Set<String> seen = new HashSet<>();
    for (JsonNode entry : in.path("mapping")) {
      String at = "/in/mapping/" + place++ + "/field";
      String key = entry.path("field").asText();
      if (!seen.add(key)) {
        problems.add(Problem.at(at, "sync.twice").with("value", key));
      }
      if (candidate.hasField(entity, key, at, problems)) {
        checkWritable(entity.field(key), at, problems);
      }
    }
    for (var entry : in.path("values").properties()) {
      String at = "/in/values" + Problem.pointer(entry.getKey());
      if (candidate.hasMember(entity, entry.getKey(), at, problems)) {
        checkWritable(entity.field(entry.getKey()), at, problems);
      }
    }
    if (in.has("since") && !in.has("changedAt")) {
      problems.add(Problem.at("/in/since", "sync.noChangedAt"));
    }
    if (in.path("conflict").asText().equals("newest") && !in.has("changedAt")) {
      problems.add(Problem.at("/in/conflict", "sync.noChangedAt"));
    }
  }

  private static void checkWritable(
      @org.jspecify.annotations.Nullable Field field, String at, ProblemSink problems) {
    if (field != null
        && (!field.isWritable()
            || field.kind() == ValueKind.TABLE
            || field.kind() == ValueKind.SEALED
            || field.type().holdsFiles())) {
      problems.add(Problem.at(at, "sync.notWritable").with("value", field.key()));
    }
  }

  private static void checkOut(
      JsonNode out, Entity entity, Candidate candidate, ProblemSink problems) {
    if (out.has("when")) {
      var unused =
          candidate.expression(
              out.path("when").asText(), entity.scope(), ValueType.BOOLEAN, "/out/when", problems);
    }
    int place = 0;
    Set<String> seen = new HashSet<>();
    for (JsonNode entry : out.path("mapping")) {
      String at = "/out/mapping/" + place++;
      String to = entry.path("to").asText();
      boolean isInside =
          seen.stream().anyMatch(one -> one.startsWith(to + "/") || to.startsWith(one + "/"));
      if (!seen.add(to) || isInside) {
        problems.add(Problem.at(at + "/to", "sync.twice").with("value", to));
      }
      var unused =
          candidate.expression(
              entry.path("value").asText(), entity.scope(), null, at + "/value", problems);
    }
  }
}
