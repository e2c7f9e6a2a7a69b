package dev.dougong.workflow.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.workflow.message.Channels;
import dev.dougong.workflow.node.NodeType;
import dev.dougong.workflow.node.NodeTypes;
import dev.dougong.workflow.trigger.TriggerType;
import dev.dougong.workflow.trigger.TriggerTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What holds of every type of node and of trigger, also of those that come later. */
class TypesTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/WorkflowTypes.json");

  @TestFactory
  Stream<DynamicTest> nodeTypesKeepTheContract() {
    return NodeTypes.onClassPath().all().stream()
        .map(
            type ->
                DynamicTest.dynamicTest(
                    type.id(), () -> keepsContract(type.getClass(), type.id(), type.schema())));
  }

  @TestFactory
  Stream<DynamicTest> triggerTypesKeepTheContract() {
    return TriggerTypes.onClassPath().all().stream()
        .map(
            type ->
                DynamicTest.dynamicTest(
                    type.id(), () -> keepsContract(type.getClass(), type.id(), type.schema())));
  }

  /** What designers are told; the browser's tests read it too. */
  @Test
  void typesAndTheirOptionsAreThoseOfTheGoldenPage() throws IOException {
    WorkflowKind kind =
        new WorkflowKind(
            NodeTypes.onClassPath(), TriggerTypes.onClassPath(), Channels.onClassPath());
    ObjectNode types = kind.types();
    for (int i = 0; i < types.path("nodes").size(); i++) {
      if (types.at("/nodes/" + i + "/id").asText().equals("flaky")) {
        types.withArrayProperty("nodes").remove(i--);
      }
    }
    String told = types.toPrettyString() + "\n";
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(GOLDEN.getParent());
      Files.writeString(GOLDEN, told);
    }

    assertThat(told).isEqualTo(Files.readString(GOLDEN));
  }

  private static void keepsContract(Class<?> type, String id, ObjectNode schema) {
    assertThat(id).matches("[a-z][a-zA-Z]*");
    assertThat(type.getPackageName()).endsWith("." + folder(id));
    assertThat(schema.fieldNames()).toIterable().isSubsetOf("properties", "required");
    assertThat(schema.path("properties").isObject()).isTrue();
    for (var entry : schema.path("properties").properties()) {
      assertThat(entry.getValue().path("description").asText()).as(entry.getKey()).isNotBlank();
    }
    for (JsonNode required : schema.path("required")) {
      assertThat(schema.path("properties").has(required.asText())).as(required.asText()).isTrue();
    }
    schema.put("changed", true);
    assertThat(fresh(type, id).has("changed")).as("gives its schema away").isFalse();
  }

  /** A word of Java cannot be a package. */
  private static String folder(String id) {
    return SourceVersion.isKeyword(id) ? id + "node" : id.toLowerCase(Locale.ROOT);
  }

  private static ObjectNode fresh(Class<?> type, String id) {
    if (NodeType.class.isAssignableFrom(type)) {
      return java.util.Objects.requireNonNull(NodeTypes.onClassPath().find(id)).schema();
    }
    assertThat(type).isAssignableTo(TriggerType.class);
    return java.util.Objects.requireNonNull(TriggerTypes.onClassPath().find(id)).schema();
  }
}
