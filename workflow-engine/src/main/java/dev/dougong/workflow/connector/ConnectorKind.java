package dev.dougong.workflow.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.metadata.document.Candidate;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentKind;
import dev.dougong.engine.metadata.document.SchemaResource;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.Channels;
import dev.dougong.workflow.outgoing.OutgoingAddress;
import dev.dougong.workflow.outgoing.OutgoingHosts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Connectors: outside services. */
@ApplicationScoped
public final class ConnectorKind implements DocumentKind {

  private final Channels channels;
  private final OutgoingHosts hosts;

  /** With the channels there are, and the hosts that may be called. */
  @Inject
  public ConnectorKind(Channels channels, OutgoingHosts hosts) {
    this.channels = channels;
    this.hosts = hosts;
  }

  @Override
  public String id() {
    return "connector";
  }

  @Override
  public ObjectNode schema() {
    ObjectNode schema = SchemaResource.read(ConnectorKind.class, "connector");
    for (String id : channels.ids()) {
      Channel channel = java.util.Objects.requireNonNull(channels.find(id));
      schema
          .withObjectProperty("properties")
          .withObjectProperty("channel")
          .withArrayProperty("enum")
          .add(id);
      String name = "settings_" + id;
      ObjectNode choice = JsonNodeFactory.instance.objectNode();
      ObjectNode condition = choice.putObject("if");
      condition.putArray("required").add("channel");
      condition.putObject("properties").putObject("channel").put("const", id);
      ObjectNode then = choice.putObject("then");
      then.putObject("properties").putObject("settings").put("$ref", "#/$defs/" + name);
      ObjectNode settings = channel.schema();
      if (settings.path("required").size() > 0) {
        then.putArray("required").add("settings");
      }
      schema.withArrayProperty("allOf").add(choice);
      settings.put("type", "object").put("additionalProperties", false);
      settings.put("description", "Settings of the channel `" + id + "`.");
      schema.withObjectProperty("$defs").set(name, settings);
    }
    return schema;
  }

  @Override
  public void check(Document document, Candidate candidate, ProblemSink problems) {
    JsonNode content = document.content();
    if (channels.find(document.key()) != null) {
      problems.add(Problem.at("/key", "connector.reservedKey").with("value", document.key()));
    }
    Channel channel = channels.find(content.path("channel").asText());
    if (content.has("address")) {
      checkAddress(content.path("address").asText(), channel, problems);
    } else if (channel != null
        && !channel.place().schemes().isEmpty()
        && channel.place().usual() == null) {
      problems.add(Problem.at("/address", "connector.addressMissing"));
    }
    if (channel == null && content.has("settings")) {
      problems.add(Problem.at("/settings", "connector.noChannel"));
    }
  }

  private void checkAddress(
      String text, @org.jspecify.annotations.Nullable Channel channel, ProblemSink problems) {
    try {
      OutgoingAddress address = OutgoingAddress.parse(text);
      if (channel != null && !channel.place().schemes().contains(address.scheme())) {
        problems.add(
            Problem.at("/address", "connector.wrongScheme")
                .with("value", address.scheme())
                .with("known", channel.place().schemes()));
        return;
      }
      hosts.check(address);
    } catch (InputException e) {
      e.problems().forEach(problem -> problems.add(problem.below("/address")));
    }
  }
}
