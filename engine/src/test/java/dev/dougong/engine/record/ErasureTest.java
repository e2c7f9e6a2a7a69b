package dev.dougong.engine.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.audit.AuditChain.Fault;
import dev.dougong.engine.audit.AuditChain.Kind;
import dev.dougong.engine.audit.AuditLog.Choice;
import dev.dougong.engine.audit.AuditLog.StoredEntry;
import dev.dougong.engine.personal.Erasure;
import dev.dougong.engine.personal.PersonalReach;
import dev.dougong.engine.personal.PersonalRecords;
import dev.dougong.engine.personal.PersonalRecords.Count;
import dev.dougong.engine.personal.PersonalRecords.Erased;
import dev.dougong.engine.personal.PersonalRecords.Held;
import dev.dougong.engine.personal.PersonalRecords.Told;
import dev.dougong.engine.personal.PersonalTrace;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.internal.DatabaseException;
import dev.dougong.engine.testkit.Asvs;
import dev.dougong.engine.value.Label;
import dev.dougong.engine.value.ValueJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErasureTest {

  private static final String VISIT =
      "王芳,原名王小芳,与王芳华同来{\"said\": \"他说:\\\"王芳\\\": 好\", \"王芳\": \"王芳\"}";
  private static final String BLANKED = "■,原名■,与■华同来{\"said\": \"他说:\\\"■\\\": 好\", \"王芳\": \"■\"}";

  private PersonShop shop;
  private PersonalRecords personal;

  @BeforeEach
  void open(@TempDir Path folder) {
    shop = new PersonShop(folder);
    personal = shop.personal(List.of());
  }

  private Erased erase() {
    return personal.erase(shop.keeper(), "customer", shop.person.id());
  }

  private String stored(String entity, EntityRecord record, String field) {
    return String.valueOf(shop.desk.stored(entity, record.id(), field));
  }

  @Asvs("14.2.4")
  @Test
  void noTableHoldsTheNumberAnyMoreAndTheChainIsWhole() {
    assertThat(shop.traces())
        .contains(
            "audit_entry.details",
            "audit_entry.subject",
            "change.after",
            "change.before",
            "change.why",
            "data_import.details",
            "data_import.file_name",
            "data_import_row.cells",
            "data_import_row.key",
            "data_import_row.problems",
            "file.name",
            "file_chunk.bytes",
            "idempotency.key",
            "record_comment.body",
            "saved_filter.content",
            "saved_filter.name")
        .anyMatch(place -> place.endsWith(".data"));
    assertThat(shop.searched("5678")).isEqualTo(4);
    shop.close();

    Erased erased = erase();

    assertThat(shop.traces()).isEmpty();
    assertThat(shop.searched("5678")).isZero();
    assertThat(shop.searched("0002")).as("the friend's own number").isEqualTo(1);
    assertThat(erased.records()).isEqualTo(4);
    assertThat(shop.chain.verify().faults()).isEmpty();
    assertThat(shop.renewals()).isPositive();
    shop.close();
    assertThat(shop.chain.verify().faults()).isEmpty();
  }

  @Test
  void whatIsNotThePersonsStaysAndWhatFollowsIsComputedAnew() {
    erase();

    assertThat(stored("customer", shop.person, "name")).isEqualTo("null");
    assertThat(stored("customer", shop.person, "birthday")).isEqualTo("null");
    assertThat(stored("customer", shop.person, "card")).doesNotContain("王芳");
    assertThat(stored("customer", shop.person, "spent")).isEqualTo("100");
    assertThat(stored("customer", shop.person, "remark")).isEqualTo("微信同号■,勿扰");
    assertThat(stored("sale", shop.sale, "receiver")).isEqualTo("null");
    assertThat(stored("sale", shop.sale, "memo")).isEqualTo("送货前打 ■");
    assertThat(stored("lead", shop.lead, "phone")).isEqualTo("null");
    assertThat(stored("customer", shop.friend, "phone")).isEqualTo("+8613800000002");
    assertThat(stored("customer", shop.friend, "remark")).isEqualTo("介绍人 ■");
  }

  @Test
  void theErasureIsAnEntryAndStandsInTheLedgerWithoutAnyValue() {
    Erased erased = erase();

    StoredEntry entry =
        shop.log.list(new Choice("person.erased", null, null, null, null), null, 9).get(0);
    assertThat(entry.subject()).isEqualTo("customer/" + shop.person.id());
    assertThat(entry.details()).contains(erased.id().toString());
    Erasure kept = personal.ledger(Instant.EPOCH).get(0);
    assertThat(kept.id()).isEqualTo(erased.id());
    assertThat(kept.records()).startsWith(shop.person.id()).contains(shop.lead.id()).hasSize(3);
  }

  @Test
  void againDoesNoHarm() {
    shop.close();
    erase();
    Map<String, String> before = shop.everything();

    Erased again = erase();

    assertThat(again.records()).isZero();
    assertThat(again.changes()).isZero();
    Map<String, String> after = shop.everything();
    after.keySet().removeAll(List.of("audit_entry", "erasure", "record_comment"));
    before.keySet().removeAll(List.of("audit_entry", "erasure", "record_comment"));
    assertThat(after).isEqualTo(before);
    assertThat(shop.chain.verify().faults()).isEmpty();
  }

  /** A module with rows about the person, some of them not. */
  private static final class Rows implements PersonalTrace {
    @Override
    public String kind() {
      return "rows";
    }

    @Override
    public Label label() {
      return Label.NONE;
    }

    @Override
    public Sql rows(PersonalReach reach) {
      return Sql.of("select now() as at, '{}'::jsonb as content where false");
    }

    @Override
    public List<Sql> blank(PersonalReach reach) {
      return List.of();
    }

    @Override
    public List<Hanging> hanging(PersonalReach reach) {
      return List.of(
          new Hanging(
              SqlName.of("visit"),
              List.of(SqlName.of("title"), SqlName.of("state")),
              Sql.of("record = any(").bind(SqlType.UUID_ARRAY, reach.all()).add(")")));
    }
  }

  @Test
  void namesAreBlankedInRowsAboutThePersonAndNowhereElse() {
    Sql schema = new Sql().add(shop.desk.metadata().workspace().schema());
    shop.desk
        .jdbc()
        .update(
            Sql.template(
                "create table {0}.visit (record uuid, title text, state jsonb)", List.of(schema)));
    for (UUID record : List.of(shop.person.id(), shop.lead.id(), shop.friend.id())) {
      shop.desk
          .jdbc()
          .update(
              Sql.template(
                  """
                  insert into {0}.visit values ({1}, '王芳,原名王小芳,与王芳华同来',
                    jsonb_build_object('王芳', '王芳', 'said', '他说:"王芳": 好'))
                  """,
                  List.of(schema, new Sql().bind(SqlType.UUID, record))));
    }

    shop.personal(List.of(new Rows())).erase(shop.keeper(), "customer", shop.person.id());

    assertThat(
            shop.desk
                .jdbc()
                .query(
                    Sql.template(
                        "select record, title || state::text from {0}.visit order by record",
                        List.of(schema)),
                    row -> row.getObject(1, UUID.class) + row.getString(2)))
        .containsExactlyInAnyOrder(
            shop.person.id() + BLANKED, shop.lead.id() + BLANKED, shop.friend.id() + VISIT);
  }

  /** Its statement ends the connection, as a node that dies does. */
  private static final class Killer implements PersonalTrace {
    @Override
    public String kind() {
      return "killer";
    }

    @Override
    public Label label() {
      return Label.NONE;
    }

    @Override
    public Sql rows(PersonalReach reach) {
      return Sql.of("select now() as at, '{}'::jsonb as content");
    }

    @Override
    public List<Sql> blank(PersonalReach reach) {
      return List.of(Sql.of("select pg_terminate_backend(pg_backend_pid())"));
    }
  }

  @Test
  void anErasureThatIsKilledLeavesEverything() {
    Map<String, String> before = shop.everything();
    PersonalRecords dying = shop.personal(List.of(new Killer()));

    assertThatThrownBy(() -> dying.erase(shop.keeper(), "customer", shop.person.id()))
        .isInstanceOf(DatabaseException.class);

    assertThat(shop.everything()).isEqualTo(before);
    erase();
    assertThat(shop.traces()).isEmpty();
  }

  @Test
  void whatCameBackWithABackupIsErasedAgainByTheLedger() {
    shop.backUp();
    erase();
    List<Erasure> ledger = personal.ledger(Instant.EPOCH);
    shop.restore();
    assertThat(shop.traces()).isNotEmpty();

    assertThat(personal.reapply(shop.keeper(), ledger)).isEqualTo(1);

    assertThat(shop.traces()).isEmpty();
    assertThat(personal.ledger(Instant.EPOCH)).isEqualTo(ledger);
    assertThat(personal.reapply(shop.keeper(), ledger)).isZero();
    shop.close();
    assertThat(shop.chain.verify().faults()).isEmpty();
  }

  @Test
  void theStartAfterARestoreErasesAgain() {
    shop.backUp();
    erase();
    shop.restore();
    shop.tamper(
        """
        insert into {0}.erasure_due select gen_random_uuid(), now(), null,
          (select max(entity) from {0}.change where record = {1}), array[{1}]
        """,
        shop.person.id());

    assertThat(personal.reapplyDue(shop.keeper())).isEqualTo(1);

    assertThat(shop.traces()).isEmpty();
    assertThat(personal.reapplyDue(shop.keeper())).isZero();
  }

  @Test
  void whatAnErasureLeftIsSealedAnewAndTamperingIsShown() {
    shop.close();
    erase();
    shop.tamper(
        "update {0}.change set version = 99 where seq = (select min(seq) from {0}.change"
            + " where record = {1} and op = 1)",
        shop.person.id());
    assertThat(shop.chain.verify().faults()).extracting(Fault::kind).containsExactly(Kind.CHANGED);
  }

  @Test
  void anInventedErasureHidesNothing() {
    shop.close();
    erase();
    shop.tamper(
        """
        insert into {0}.audit_renewal select source, seq, {1}, null, salt, digest
        from {0}.audit_seal where salt is not null and source = 1
        """,
        shop.person.id());
    shop.tamper(
        "update {0}.audit_seal set salt = null where source = 1 and {1} is not null",
        shop.person.id());
    assertThat(shop.chain.verify().faults()).extracting(Fault::kind).contains(Kind.CHANGED);
  }

  @Test
  void tellsWhatIsStored() {
    Told told = personal.tell(shop.keeper(), "customer", shop.person.id());

    assertThat(told.records())
        .extracting(Held::entity)
        .containsExactly("customer", "customer", "lead");
    assertThat(told.records().get(0).title()).isEqualTo("王芳");
    assertThat(told.records().get(0).fields())
        .containsExactly("name", "phone", "birthday", "photo", "family");
    assertThat(told.records().get(1).isDeleted()).isTrue();
    assertThat(told.related())
        .extracting(Count::kind, Count::count)
        .hasToString("[(\"sale\", 1L)]");
    assertThat(told.traces())
        .extracting(Count::kind)
        .containsExactly("history", "comment", "file", "import");
    erase();
    assertThat(personal.tell(shop.keeper(), "customer", shop.person.id()).records())
        .allMatch(one -> one.fields().isEmpty());
  }

  @Test
  void givesACopyForPeopleAndPrograms() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    personal.copy(shop.keeper(), "customer", shop.person.id(), out);

    Map<String, byte[]> parts = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        parts.put(entry.getName(), zip.readAllBytes());
      }
    }
    JsonNode data = ValueJson.mapper().readTree(parts.get("data.json"));
    assertThat(data.at("/records/0/values/name").asText()).isEqualTo("王芳");
    assertThat(data.at("/related/0/entity").asText()).isEqualTo("sale");
    assertThat(data.at("/traces/comment/0/content/text").asText()).contains("约周末到店");
    String page = new String(parts.getOrDefault("index.html", new byte[0]), StandardCharsets.UTF_8);
    assertThat(page).contains("王芳", "生日", "修改历史").doesNotContain("<script");
    assertThat(parts.keySet()).hasSize(3).anyMatch(name -> name.startsWith("files/"));
    assertThat(shop.log.list(new Choice("person.copied", null, null, null, null), null, 9))
        .hasSize(1);
  }

  @Test
  void needsTheRightAndAPerson() {
    Access clerk = shop.desk.clerk();
    assertThatThrownBy(() -> personal.tell(clerk, "customer", shop.person.id()))
        .isInstanceOf(AccessException.class);
    assertThatThrownBy(() -> personal.erase(clerk, "customer", shop.person.id()))
        .isInstanceOf(AccessException.class);
    assertThatThrownBy(() -> personal.erase(shop.keeper(), "sale", shop.sale.id()))
        .isInstanceOf(InputException.class);
    assertThatThrownBy(
            () ->
                personal.erase(
                    shop.keeper().reading("customer", "name == \"x\""),
                    "customer",
                    shop.person.id()))
        .isInstanceOf(AccessException.class);
    assertThat(shop.traces()).isNotEmpty();
  }
}
