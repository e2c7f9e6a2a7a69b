package dev.dougong.workflow.trigger.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.workflow.node.OptionsSchema;
import dev.dougong.workflow.trigger.Occasion;
import dev.dougong.workflow.trigger.TriggerCheck;
import dev.dougong.workflow.trigger.TriggerType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.Set;

/** A form was sent: by a colleague, or by a visitor through a public link. */
@ApplicationScoped
public final class FormTriggerType implements TriggerType {

  private static final ObjectNode SCHEMA =
      OptionsSchema.of(
"""

{"properties":{
 "entity":{"$ref":"#/$defs/entity","description":"Entity of the form; the record of the workflow is what was sent."},
 "form":{"$ref":"#/$defs/form","description":"Form that is sent."},
 "on":{"type":"array","minItems":1,"maxItems":2,"uniqueItems":true,"items":{"enum":["created","updated"]},"description":"Whether new records count, or changes made by the form, or both; absent means `created`."},
 "by":{"enum":["anybody","colleagues","visitors"],"description":"Who sends it: people who are signed in, or visitors through a public link; absent means `anybody`."}},
 "required":["entity","form"]}

""");

  @Override
  public String id() {
    return "form";
  }

  @Override
  public ObjectNode schema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public void check(TriggerCheck trigger) {
    Entity entity = trigger.entity("/entity");
    if (entity != null) {
      trigger.form("/form", entity);
    }
  }

  @Override
  public Occasion occasion(JsonNode options) {
    Set<String> on = new LinkedHashSet<>();
    options.path("on").forEach(one -> on.add(one.asText()));
    String form = options.path("form").asText();
    String by = options.path("by").asText("anybody");
    Set<String> whys = new LinkedHashSet<>();
    if (!by.equals("visitors")) {
      whys.add(WriteOptions.FORM + form);
    }
    if (!by.equals("colleagues")) {
      whys.add(WriteOptions.LINK + form);
    }
    return new Occasion.Changed(
        options.path("entity").asText(),
        on.isEmpty() ? Set.of("created") : on,
        Set.of(),
        Occasion.Batch.EACH,
        null,
        whys);
  }
}
