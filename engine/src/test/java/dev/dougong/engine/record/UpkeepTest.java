package dev.dougong.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.record.Records.Operation;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.record.internal.write.JdbcRecords;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UpkeepTest {

  private static final String CUSTOMER =
      """
      {"key":"customer","label":{"zh":"客户"},"fields":[
        {"key":"name","type":"text","label":{"zh":"姓名"},"search":true},
        {"key":"spent","type":"rollup","label":{"zh":"消费"},"entity":"sale","via":"customer","aggregate":"sum","of":"amount","filter":"status == \\"paid\\""},
        {"key":"mean","type":"rollup","label":{"zh":"客单"},"entity":"sale","via":"customer","aggregate":"average","of":"amount"},
        {"key":"least","type":"rollup","label":{"zh":"最小"},"entity":"sale","via":"customer","aggregate":"min","of":"amount"},
        {"key":"double","type":"formula","result":"decimal","label":{"zh":"双倍"},"expression":"spent * 2"}]}
      """;
  private static final String SALE =
      """
      {"key":"sale","label":{"zh":"销售"},"fields":[
        {"key":"amount","type":"decimal","label":{"zh":"金额"}},
        {"key":"status","type":"text","label":{"zh":"状态"},"default":"\\"paid\\""},
        {"key":"customer","type":"reference","entity":"customer","label":{"zh":"客户"}}]}
      """;

  private Desk desk;
  private RecordUpkeep upkeep;

  @BeforeEach
  void open() {
    desk = Desk.of(CUSTOMER, SALE);
    upkeep = ((JdbcRecords) desk.records).upkeep(InstantSource.fixed(Desk.NOON));
  }

  private EntityRecord sale(UUID customer, String values) {
    return desk.create("sale", "{" + values + ",'customer':'" + customer + "'}");
  }

  private void recomputeAll(String field) {
    int entity = desk.metadata().entity("customer").id();
    int id = desk.field("customer", field).id();
    @Nullable UUID at = null;
    do {
      at = upkeep.recompute(desk.metadata(), entity, id, at);
    } while (at != null);
  }

  private void spoil() {
    desk.jdbc()
        .update(
            Sql.of("update ")
                .add(
                    desk.metadata().workspace().schema(),
                    desk.metadata().entity("customer").table())
                .add(" set search = null, ")
                .add(desk.field("customer", "spent").column())
                .add(" = 99, ")
                .add(desk.field("customer", "mean").column())
                .add(" = 99"));
  }

  @Test
  void computesRollupsAnewAndWhatFollowsFromThem() {
    List<Operation> many = new ArrayList<>();
    for (int i = 0; i < 700; i++) {
      many.add(new Operation.Create(Desk.json("{'name':'a'}")));
    }
    UUID last = desk.records.batch(desk.clerk(), "customer", many, WriteOptions.API).get(699).id();
    sale(last, "'amount':10");
    sale(last, "'amount':20,'status':'draft'");
    spoil();

    recomputeAll("spent");
    recomputeAll("mean");

    assertThat(desk.stored("customer", last, "spent")).isEqualTo("10");
    assertThat(desk.stored("customer", last, "double")).isEqualTo("20");
    assertThat(desk.stored("customer", last, "mean")).isEqualTo("15");
    sale(last, "'amount':30");
    assertThat(desk.stored("customer", last, "mean")).isEqualTo("20");
  }

  @Test
  void foldsWhatWasLeftForABusyParent() {
    UUID customer = desk.create("customer", "{'name':'a'}").id();
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    CompletableFuture<Void> holder =
        CompletableFuture.runAsync(
            () ->
                desk.meta
                    .database()
                    .required(
                        () -> {
                          desk.records.batch(
                              desk.clerk(),
                              "customer",
                              List.of(
                                  new Operation.Patch(
                                      customer, null, Desk.json("{'name':'busy'}"))),
                              WriteOptions.API);
                          held.countDown();
                          await(release);
                          return true;
                        }));
    await(held);
    sale(customer, "'amount':7");
    sale(customer, "'amount':3");
    assertThat(desk.stored("customer", customer, "spent")).isEqualTo("0");
    release.countDown();
    holder.join();

    assertThat(upkeep.fold(desk.metadata())).isEqualTo(1);

    assertThat(desk.stored("customer", customer, "spent")).isEqualTo("10");
    assertThat(desk.stored("customer", customer, "double")).isEqualTo("20");
    assertThat(desk.stored("customer", customer, "mean")).isEqualTo("5");
    assertThat(desk.stored("customer", customer, "least")).isEqualTo("3");
    assertThat(upkeep.fold(desk.metadata())).isZero();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void writesTheSearchColumnAnew() {
    UUID customer = desk.create("customer", "{'name':'王小明'}").id();
    String before = search(customer);
    spoil();

    int entity = desk.metadata().entity("customer").id();
    assertThat(upkeep.rebuildSearch(desk.metadata(), entity, null)).isEqualTo(customer);
    assertThat(upkeep.rebuildSearch(desk.metadata(), entity, customer)).isNull();

    assertThat(search(customer)).isEqualTo(before).contains("小");
  }

  private @Nullable String search(UUID customer) {
    return desk.jdbc()
        .queryOne(
            Sql.of("select coalesce(search::text, '') from ")
                .add(
                    desk.metadata().workspace().schema(),
                    desk.metadata().entity("customer").table())
                .add(" where id = ")
                .bind(SqlType.UUID, customer),
            row -> row.getString(1));
  }

  @Test
  void forgetsOldIdempotencyKeys() {
    WriteOptions once = new WriteOptions("k", "api");
    desk.records.create(desk.clerk(), "customer", Desk.json("{'name':'a'}"), once);

    assertThat(upkeep.forgetKeys(desk.metadata(), Desk.NOON)).isZero();
    assertThat(upkeep.forgetKeys(desk.metadata(), Desk.NOON.plus(Duration.ofHours(25))))
        .isEqualTo(1);
    desk.records.create(desk.clerk(), "customer", Desk.json("{'name':'b'}"), once);
    assertThat(desk.live("customer")).isEqualTo(2);
  }
}
