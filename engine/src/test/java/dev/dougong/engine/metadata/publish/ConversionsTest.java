package dev.dougong.engine.metadata.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.metadata.document.DocumentJson;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.testkit.TestWorkspace;
import dev.dougong.engine.value.ValueKind;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What would become of values is told from the values themselves, and nothing is changed. */
class ConversionsTest {

  private final TestWorkspace workspace = new TestWorkspace();

  @BeforeEach
  void publish() {
    workspace.publish(
        """
        {"key":"item","fields":[
          {"key":"size","type":"text","maxLength":20},
          {"key":"code","type":"text","indexed":true,"maxLength":20},
          {"key":"amount","type":"decimal"},
          {"key":"twice","type":"formula","result":"decimal","expression":"amount * 2"},
          {"key":"parent","type":"reference","entity":"item"},
          {"key":"photo","type":"image"}]}
        """);
  }

  private Field field(String key) {
    return Objects.requireNonNull(workspace.metadata().entity("item").field(key));
  }

  private void insert(String size, String code) {
    workspace.jdbc.update(
        Sql.of("insert into ")
            .add(workspace.workspace.schema(), workspace.metadata().entity("item").table())
            .add(" (id, version, created_at, updated_at, data, ")
            .add(field("code").column())
            .add(") values (gen_random_uuid(), 1, now(), now(), jsonb_build_object(")
            .quoted(field("size").column())
            .add(", ")
            .bind(SqlType.TEXT, size)
            .add("), ")
            .bind(SqlType.TEXT, code)
            .add(")"));
  }

  private Conversions.Trial trial(String field, String definition) {
    ObjectNode content = DocumentJson.read(definition);
    return workspace.conversions.trial("item", field, content);
  }

  @Test
  void tellsHowManyValuesAreLostAndShowsSome() {
    for (int i = 0; i < 30; i++) {
      insert(i < 25 ? "big" + i : String.valueOf(i), "1");
    }

    Conversions.Trial trial = trial("size", "{\"key\":\"size\",\"type\":\"integer\"}");

    assertThat(trial.tried()).isEqualTo(30);
    assertThat(trial.lost()).isEqualTo(25);
    assertThat(trial.samples())
        .hasSize(Conversions.MOST_SHOWN)
        .allMatch(one -> one.startsWith("big"));
    assertThat(trial.isCut()).isFalse();
    assertThat(trial.isKept()).isFalse();
    assertThat(field("size").kind()).isEqualTo(ValueKind.TEXT);
  }

  @Test
  void agreesWithWhatPublishingThenDoes() {
    insert("12", "1");
    insert("12.5", "2");
    insert("1,200", "3");
    insert("twelve", "4");

    Conversions.Trial trial = trial("size", "{\"key\":\"size\",\"type\":\"decimal\"}");
    workspace.publish(
        PublishOptions.by(null).withConsent(true),
        """
        {"key":"item","fields":[
          {"key":"size","type":"decimal"},
          {"key":"code","type":"text","indexed":true,"maxLength":20}]}
        """);
    assertThat(workspace.worker(new NoDerivedRecords()).runDue()).isPositive();

    Entity item = workspace.metadata().entity("item");
    Sql count =
        Sql.of("select count(*) from ")
            .add(workspace.workspace.schema(), item.table())
            .add(" where jsonb_exists(data, ")
            .quoted(field("size").column())
            .add(")");
    long kept = Objects.requireNonNull(workspace.jdbc.queryOne(count, row -> row.getLong(1)));
    assertThat(kept).isEqualTo(trial.tried() - trial.lost()).isEqualTo(3);
    assertThat(trial.samples()).containsExactly("twelve");
  }

  /** There are no derived values here. */
  private static final class NoDerivedRecords implements DerivedRecords {
    @Override
    public @Nullable UUID recompute(
        Metadata metadata, int entity, int field, @Nullable UUID after) {
      return null;
    }

    @Override
    public @Nullable UUID rebuildSearch(Metadata metadata, int entity, @Nullable UUID after) {
      return null;
    }
  }

  @Test
  void givesTheValuesFromWhichOptionsAreMade() {
    insert("red", "1");
    insert("red", "1");
    insert("blue", "1");

    Conversions.Trial trial =
        trial("size", "{\"key\":\"size\",\"type\":\"choice\",\"options\":[{\"value\":\"red\"}]}");

    assertThat(trial.values()).containsExactly("red", "blue");
    assertThat(trial.lost()).isEqualTo(1);
    assertThat(trial.samples()).containsExactly("blue");
    assertThat(trial.isKept()).isTrue();
  }

  @Test
  void readsValuesOfColumnsToo() {
    insert("x", "7");
    insert("x", "seven");

    Conversions.Trial trial = trial("code", "{\"key\":\"code\",\"type\":\"integer\"}");

    assertThat(trial.tried()).isEqualTo(2);
    assertThat(trial.samples()).containsExactly("seven");
  }

  @Test
  void offersNoTypesThatValuesCannotBecome() {
    assertThat(workspace.conversions.types("item", "size"))
        .contains("integer", "choice", "date", "phone")
        .doesNotContain("text", "reference", "table", "formula", "lookup", "file", "image", "json");
    for (String field : List.of("twice", "parent", "photo")) {
      assertThat(workspace.conversions.types("item", field)).as(field).isEmpty();
    }
    assertThatThrownBy(() -> workspace.conversions.types("item", "owner"))
        .isInstanceOf(AccessException.class);
  }

  @Test
  void refusesDefinitionsThatAreNotRight() {
    for (String definition :
        List.of(
            "{\"key\":\"size\",\"type\":\"choice\"}",
            "{\"key\":\"size\",\"type\":\"nothing\"}",
            "{\"key\":\"size\",\"type\":\"integer\",\"nothing\":1}",
            "{\"key\":\"size\",\"type\":\"reference\",\"entity\":\"item\"}",
            "{}")) {
      assertThat(catchThrowableOfType(InputException.class, () -> trial("size", definition)))
          .as(definition)
          .isNotNull();
    }
  }
}
