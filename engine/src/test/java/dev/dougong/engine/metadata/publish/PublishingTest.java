package dev.dougong.engine.metadata.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dougong.engine.audit.Actors;
import dev.dougong.engine.audit.AuditLog;
import dev.dougong.engine.audit.AuditLog.StoredEntry;
import dev.dougong.engine.audit.internal.JdbcAuditLog;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.storage.Placement;
import dev.dougong.engine.storage.SchemaChange;
import dev.dougong.engine.testkit.TestWorkspace;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PublishingTest {

  private static final String CUSTOMER =
      """
      {"key":"customer","title":"name","naturalKey":["phone"],"fields":[
        {"key":"name","type":"text","required":true},
        {"key":"phone","type":"phone","unique":true},
        {"key":"note","type":"longText"}]}
      """;

  private final TestWorkspace workspace = new TestWorkspace();

  @Test
  void givesIdsThatStayWhenAFieldIsRenamed() {
    workspace.publish(CUSTOMER);
    Metadata first = workspace.metadata();
    int note = field(first, "note");

    workspace.publish(
        """
        {"key":"customer","title":"name","naturalKey":["phone"],"fields":[
          {"key":"name","type":"text","required":true},
          {"key":"phone","type":"phone","unique":true},
          {"key":"remark","type":"longText","formerKeys":["note"]}]}
        """);

    Metadata second = workspace.metadata();
    assertThat(second.version()).isEqualTo(first.version() + 1);
    assertThat(field(second, "remark")).isEqualTo(note);
    assertThat(second.entity("customer").id()).isEqualTo(first.entity("customer").id());
  }

  @Test
  void publishingIsInTheAuditLogOnlyWhereItWasDone() {
    UUID author = new UUID(7, 9);
    workspace.publish(PublishOptions.by(author), CUSTOMER);
    assertThatThrownBy(
            () ->
                workspace.publish(
                    PublishOptions.by(author),
                    CUSTOMER.replace("\"title\":\"name\"", "\"title\":\"nobody\"")))
        .isInstanceOf(InputException.class);

    JdbcAuditLog log =
        new JdbcAuditLog(
            workspace.jdbc, workspace.workspace, Actors.ENGINE, InstantSource.system());
    List<StoredEntry> entries = log.list(AuditLog.Choice.ALL, null, 10);
    assertThat(entries).extracting(StoredEntry::kind).containsExactly("documents.published");
    assertThat(entries.get(0).actor()).isEqualTo(author);
    assertThat(entries.get(0).details()).contains("entity/customer");
  }

  @Test
  void keepsTheIdOfARenamedFieldWhenItsOldKeyNamesAnother() {
    workspace.publish(CUSTOMER);
    int note = field(workspace.metadata(), "note");

    workspace.publish(
        """
        {"key":"customer","title":"name","naturalKey":["phone"],"fields":[
          {"key":"name","type":"text","required":true},
          {"key":"phone","type":"phone","unique":true},
          {"key":"note","type":"longText"},
          {"key":"remark","type":"longText","formerKeys":["note"]}]}
        """);

    assertThat(field(workspace.metadata(), "remark")).isEqualTo(note);
    assertThat(field(workspace.metadata(), "note")).isGreaterThan(note);
  }

  @Test
  void neverUsesAnIdAgain() {
    workspace.publish(CUSTOMER);
    int note = field(workspace.metadata(), "note");
    String without = CUSTOMER.replace(",\n  {\"key\":\"note\",\"type\":\"longText\"}", "");
    assertThat(without).isNotEqualTo(CUSTOMER);

    workspace.publish(without);
    workspace.publish(CUSTOMER);

    assertThat(field(workspace.metadata(), "note")).isGreaterThan(note);
  }

  @Test
  void refusesEverythingWhenAnythingIsWrong() {
    InputException refusal =
        catchThrowableOfType(
            InputException.class,
            () ->
                workspace.publish(
                    CUSTOMER,
                    """
                    {"key":"sale","fields":[
                      {"key":"customer","type":"reference","entity":"custmer"},
                      {"key":"phone","type":"phonee"},
                      {"key":"amount","type":"money","colour":"red"}]}
                    """));

    assertThat(refusal.problems())
        .extracting(Problem::code)
        .contains(
            "metadata.unknownEntity", "metadata.unknownFieldType", "metadata.unknownProperty");
    assertThat(refusal.problems())
        .extracting(Problem::place)
        .contains("/fields/0/entity", "/fields/1/type", "/fields/2/colour");
    assertThat(workspace.metadata().entities()).isEmpty();
    assertThat(workspace.catalogue.version()).isZero();
  }

  @Test
  void wantsConsentBeforeValuesBecomeUnreadable() {
    workspace.publish(CUSTOMER);
    insert(1);
    String without = CUSTOMER.replace(",\n  {\"key\":\"note\",\"type\":\"longText\"}", "");

    assertThatThrownBy(() -> workspace.publish(without))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("metadata.consentNeeded");

    PublishResult result = workspace.publish(PublishOptions.by(null).withConsent(true), without);
    assertThat(result.changes()).hasAtLeastOneElementOfType(SchemaChange.ArchiveField.class);
  }

  @Test
  void movesAFieldOfFewRecordsToItsColumnAtOnce() {
    workspace.publish(CUSTOMER);
    Entity customer = workspace.metadata().entity("customer");
    insert(3);
    SqlName note = customer.fields().get(2).column();
    workspace.jdbc.update(
        Sql.of("update ")
            .add(workspace.workspace.schema(), customer.table())
            .add(" set data = jsonb_build_object(")
            .quoted(note)
            .add(", 'hello')"));

    workspace.publish(
        CUSTOMER.replace(
            "\"key\":\"note\",\"type\":\"longText\"",
            "\"key\":\"note\",\"type\":\"longText\",\"maxLength\":200,\"indexed\":true"));

    assertThat(workspace.metadata().entity("customer").fields().get(2).placement())
        .isEqualTo(Placement.COLUMN);
    Sql values =
        Sql.of("select ")
            .add(note)
            .add(" || data::text from ")
            .add(workspace.workspace.schema(), customer.table());
    assertThat(workspace.jdbc.query(values, row -> row.getString(1)))
        .containsExactly("hello{}", "hello{}", "hello{}");
  }

  @Test
  void refusesUniquenessWhereValuesRepeat() {
    workspace.publish("{\"key\":\"item\",\"fields\":[{\"key\":\"code\",\"type\":\"text\"}]}");
    Entity item = workspace.metadata().entity("item");
    for (int i = 0; i < 2; i++) {
      workspace.jdbc.update(
          Sql.of("insert into ")
              .add(workspace.workspace.schema(), item.table())
              .add(" (id, version, created_at, updated_at, data) values (gen_random_uuid(), 1,")
              .add(" now(), now(), jsonb_build_object(")
              .quoted(item.fields().get(0).column())
              .add(", 'A-1'))"));
    }

    InputException refusal =
        catchThrowableOfType(
            InputException.class,
            () ->
                workspace.publish(
                    "{\"key\":\"item\",\"fields\":[{\"key\":\"code\",\"type\":\"text\",\"unique\":true}]}"));

    assertThat(refusal.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("metadata.duplicates");
              assertThat(problem.arguments()).containsEntry("values", List.of("A-1"));
            });
  }

  @Test
  void restoresAVersionAsADraft() {
    workspace.publish(CUSTOMER);
    workspace.publish(CUSTOMER.replace("\"title\":\"name\"", "\"title\":\"phone\""));
    Document.Name name = new Document.Name("entity", "customer");

    assertThat(workspace.documents.restore(name, 1, null).problems()).isEmpty();
    assertThat(workspace.documents.versions(name)).hasSize(2);
    workspace.publishing.publish(List.of(name), PublishOptions.by(null));

    assertThat(workspace.metadata().entity("customer").definition().title()).isEqualTo("name");
    assertThat(workspace.documents.versions(name)).hasSize(3);
  }

  private void insert(int count) {
    Entity customer = workspace.metadata().entity("customer");
    for (int i = 0; i < count; i++) {
      workspace.jdbc.update(
          Sql.of("insert into ")
              .add(workspace.workspace.schema(), customer.table())
              .add(" (id, version, created_at, updated_at) values (")
              .bind(
                  dev.dougong.engine.sql.SqlType.UUID,
                  UUID.nameUUIDFromBytes(new byte[] {(byte) i}))
              .add(", 1, now(), now())"));
    }
  }

  private static int field(Metadata metadata, String key) {
    return metadata.entity("customer").fields().stream()
        .filter(field -> field.key().equals(key))
        .findFirst()
        .orElseThrow()
        .id();
  }
}
