package dev.dougong.engine.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.record.EntityRecord;
import dev.dougong.engine.record.Records.WriteOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SamplesTest {

  private SampleDesk desk;
  private EntityRecord north;
  private EntityRecord south;
  private EntityRecord phone;
  private EntityRecord cover;
  private EntityRecord wang;
  private EntityRecord li;
  private EntityRecord sold;

  @BeforeEach
  void open() {
    desk = new SampleDesk();
    north = desk.sample("store", "{'name':'north'}");
    south = desk.sample("store", "{'name':'south'}");
    phone = desk.sample("product", "{'name':'phone'}");
    cover = desk.sample("product", "{'name':'cover'}");
    wang = desk.sample("customer", "{'name':'wang','store':'%s'}".formatted(north.id()));
    li =
        desk.sample(
            "customer",
            "{'name':'li','store':'%s','referrer':'%s'}".formatted(south.id(), wang.id()));
    sold = sale(true, "sold", wang, phone);
  }

  private EntityRecord sale(
      boolean isSample, String name, EntityRecord customer, EntityRecord product) {
    String values =
        "{'name':'%s','customer':'%s','lines':[{'product':'%s'}]}"
            .formatted(name, customer.id(), product.id());
    return isSample ? desk.sample("sale", values) : desk.own("sale", values);
  }

  private void removeAll(boolean isWithChanged) {
    var unused = desk.samples.remove(desk.owner(), SampleDesk.choice(isWithChanged));
    desk.proceed();
    assertThat(desk.samples.look(desk.owner(), SampleDesk.choice(false)).waiting()).isZero();
  }

  @Test
  void allSamplesGoWhereNobodyMadeAnything() {
    assertThat(desk.look(false))
        .containsExactly("store 2/0/0", "product 2/0/0", "customer 2/0/0", "sale 1/0/0");
    Samples.Standing standing = desk.samples.remove(desk.owner(), SampleDesk.choice(false));
    assertThat(standing.waiting()).isEqualTo(7);
    assertThat(desk.proceed()).isEqualTo(7);
    for (String entity : List.of("store", "product", "customer", "sale")) {
      assertThat(desk.live(entity)).as(entity).isEmpty();
    }
    assertThat(desk.lastChange(sold)).isEqualTo("3 samples " + SampleDesk.OWNER);
    assertThat(desk.look(false)).as("what lies in the bin is no sample any more").isEmpty();
  }

  @Test
  void whatPeopleMadeStaysAndWhatItNeedsToo() {
    sale(false, "own", li, cover);
    assertThat(desk.look(false))
        .as("li, the store of li, the customer who referred li, and that one's store")
        .containsExactly("store 0/0/2", "product 1/0/1", "customer 0/0/2", "sale 1/0/0");
    removeAll(false);
    assertThat(desk.live("sale")).containsExactly("own");
    assertThat(desk.live("customer")).containsExactly("li", "wang");
    assertThat(desk.live("product")).containsExactly("cover");
    assertThat(desk.live("store")).containsExactly("north", "south");
  }

  @Test
  void whatSomebodyChangedStaysUnlessItIsAskedFor() {
    desk.rename(sold, "changed", WriteOptions.API);
    assertThat(desk.look(false))
        .containsExactly("store 1/0/1", "product 1/0/1", "customer 1/0/1", "sale 0/1/0");
    assertThat(desk.look(true))
        .containsExactly("store 2/0/0", "product 2/0/0", "customer 2/0/0", "sale 1/1/0");
    removeAll(true);
    assertThat(desk.live("sale")).isEmpty();
    assertThat(desk.live("customer")).isEmpty();
  }

  @Test
  void sampleAboutWhichSomebodySaidSomethingStays() {
    desk.comment(li);
    assertThat(desk.look(false))
        .containsExactly("store 0/0/2", "product 2/0/0", "customer 0/1/1", "sale 1/0/0");
  }

  @Test
  void whatWorkflowsChangedAndWhatFollowedFromOtherWritesIsNoChangeOfAPerson() {
    desk.rename(li, "cared for", WriteOptions.ofDocument("workflow:care"));
    desk.records.delete(
        desk.clerk(), "sale", sold.id(), sold.version(), WriteOptions.API); // wang's total follows
    desk.records.delete(desk.clerk(), "product", phone.id(), phone.version(), WriteOptions.API);
    assertThat(desk.look(false)).containsExactly("store 2/0/0", "product 1/0/0", "customer 2/0/0");
  }

  @Test
  void whatWorkflowsMadeOfSamplesAloneGoesWithThem() {
    desk.made("task", "{'name':'of wang','customer':'%s'}".formatted(wang.id()));
    EntityRecord real = desk.own("customer", "{'name':'real'}");
    desk.made("task", "{'name':'of real','customer':'%s'}".formatted(real.id()));
    desk.made(
        "task",
        "{'name':'of both','customer':'%s','product':'%s'}".formatted(real.id(), cover.id()));
    desk.own("task", "{'name':'own','product':'%s'}".formatted(phone.id()));
    assertThat(desk.look(false))
        .containsExactly(
            "store 2/0/0", "product 0/0/2", "customer 2/0/0", "sale 1/0/0", "task 1/0/0");
    removeAll(false);
    assertThat(desk.live("task")).containsExactly("of both", "of real", "own");
    assertThat(desk.live("customer")).containsExactly("real");
    assertThat(desk.live("product")).containsExactly("cover", "phone");
  }

  @Test
  void taskThatSomebodyHasWorkedOnStaysWithItsCustomer() {
    EntityRecord task = desk.made("task", "{'name':'call','customer':'%s'}".formatted(li.id()));
    desk.rename(task, "called", WriteOptions.API);
    removeAll(false);
    assertThat(desk.live("task")).containsExactly("called");
    assertThat(desk.live("customer")).containsExactly("li", "wang");
  }

  @Test
  void recordThatComesWhileSamplesGoKeepsWhatItNeeds() {
    var unused = desk.samples.remove(desk.owner(), SampleDesk.choice(false));
    sale(false, "late", li, cover);
    desk.proceed();
    assertThat(desk.live("sale")).containsExactly("late");
    assertThat(desk.live("customer")).contains("li");
    assertThat(desk.live("product")).containsExactly("cover");
    assertThat(desk.live("store")).contains("south");
  }

  @Test
  void changeThatComesWhileSamplesGoKeepsTheRecord() {
    var unused = desk.samples.remove(desk.owner(), SampleDesk.choice(false));
    desk.rename(north, "our shop", WriteOptions.API);
    desk.proceed();
    assertThat(desk.live("store")).containsExactly("our shop");
    assertThat(desk.live("customer")).isEmpty();
  }

  @Test
  void samplesOfSomeEntitiesAreLeftAndSoIsWhatTheyNeed() {
    assertThat(desk.look(false, "customer"))
        .containsExactly("store 0/0/2", "product 2/0/0", "customer 0/0/0", "sale 1/0/0");
    var unused = desk.samples.remove(desk.owner(), SampleDesk.choice(false, "customer"));
    desk.proceed();
    assertThat(desk.live("customer")).containsExactly("li", "wang");
    assertThat(desk.live("store")).containsExactly("north", "south");
    assertThat(desk.live("product")).isEmpty();
  }

  @Test
  void listsOfReferencesAreSeenToo() {
    desk.own("customer", "{'name':'real','liked':['%s']}".formatted(cover.id()));
    removeAll(false);
    assertThat(desk.live("product")).containsExactly("cover");
  }

  @Test
  void onlyAdministratorsMayLookAndRemove() {
    Samples.Choice all = SampleDesk.choice(false);
    assertThatThrownBy(() -> desk.samples.look(desk.clerk(), all))
        .isInstanceOf(AccessException.class);
    assertThatThrownBy(() -> desk.samples.remove(desk.clerk(), all))
        .isInstanceOf(AccessException.class);
    assertThat(desk.proceed()).isZero();
  }

  @Test
  void twoNodesAndARepeatedWordRemoveEachSampleOnce() throws Exception {
    desk.samples("product", 1_200);
    var first = desk.samples.remove(desk.owner(), SampleDesk.choice(false));
    var second = desk.samples.remove(desk.owner(), SampleDesk.choice(false));
    assertThat(second.waiting()).isEqualTo(first.waiting()).isEqualTo(1_207);
    ExecutorService nodes = Executors.newFixedThreadPool(3);
    try {
      List<Callable<Integer>> all = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Samples node = desk.node();
        all.add(
            () -> {
              int done = 0;
              for (int turn = 0; turn < 200; turn++) {
                done += node.proceed(desk.metadata());
              }
              return done;
            });
      }
      int done = 0;
      for (Future<Integer> one : nodes.invokeAll(all)) {
        done += one.get();
      }
      assertThat(done).isEqualTo(1_207);
    } finally {
      nodes.shutdownNow();
    }
    assertThat(desk.live("product")).isEmpty();
    assertThat(desk.live("store")).isEmpty();
  }
}
