package dev.dougong.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.record.RecordMerges.Choice;
import dev.dougong.engine.record.RecordMerges.Merged;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Merges of merged records, taken back one after the other, leave no trace in any value. */
class MergeHistoriesTest {

  private static final int ROUNDS = Integer.getInteger("dougong.cases", 4);
  private static final int PEOPLE = 8;

  private final long seed = Long.getLong("dougong.seed", 34L);
  private final Random random = new Random(seed);
  private final MergeShop shop = new MergeShop();

  @Test
  void everyUndoGivesBackWhatWasThere() {
    System.out.println("seed " + seed + ", " + ROUNDS + " rounds");
    for (int round = 0; round < ROUNDS; round++) {
      List<EntityRecord> people = people(round);
      List<Merged> merged = new ArrayList<>();
      List<Map<String, String>> before = new ArrayList<>();
      while (people.size() > 2) {
        Collections.shuffle(people, random);
        int others = 1 + random.nextInt(Math.min(3, people.size() - 1));
        List<EntityRecord> go = new ArrayList<>(people.subList(1, 1 + others));
        before.add(shop.everything());
        merged.add(
            shop.merge(
                shop.now(people.get(0)),
                choices(people.get(0), go),
                go.stream().map(shop::now).toArray(EntityRecord[]::new)));
        people.removeAll(go);
        sums();
      }
      for (int i = merged.size() - 1; i >= 0; i--) {
        assertThat(shop.undo(merged.get(i)).kept()).as("seed %d", seed).isEmpty();
        assertThat(shop.everything()).as("seed %d", seed).isEqualTo(before.get(i));
      }
    }
  }

  private List<EntityRecord> people(int round) {
    List<EntityRecord> people = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      String phone = random.nextBoolean() ? ",'phone':'%d-%d'".formatted(round, i) : "";
      String note = random.nextBoolean() ? ",'note':'n%d'".formatted(i) : "";
      String tags = random.nextBoolean() ? ",'tags':['t%d','t']".formatted(random.nextInt(4)) : "";
      String store = random.nextBoolean() ? ",'store':'%s'" : "";
      people.add(shop.customer("{'name':'p" + i + "'" + phone + note + tags + store + "}"));
    }
    for (int i = 0; i < 2 * PEOPLE; i++) {
      String one = any(people);
      String other = any(people);
      switch (random.nextInt(4)) {
        case 0 ->
            shop.desk.create(
                "sale",
                "{'amount':%d,'customer':'%s','payer':'%s'}"
                    .formatted(random.nextInt(90), one, other));
        case 1 ->
            shop.desk.create(
                "visit",
                "{'customer':'%s','about':['%s']}"
                    .formatted(
                        one, String.join("','", new TreeSet<>(List.of(other, any(people))))));
        case 2 -> patch(people, "{'referrer':'" + other + "'}");
        default -> patch(people, "{'family':[{'who':'" + one + "'},{'who':'" + other + "'}]}");
      }
    }
    return people;
  }

  private void patch(List<EntityRecord> people, String values) {
    shop.desk.patch(shop.now(people.get(random.nextInt(people.size()))), values);
  }

  private String any(List<EntityRecord> people) {
    return people.get(random.nextInt(people.size())).id().toString();
  }

  private Map<String, Choice> choices(EntityRecord stays, List<EntityRecord> go) {
    Map<String, Choice> choices = new HashMap<>();
    for (String field : List.of("name", "phone", "tags", "referrer", "family", "store")) {
      if (random.nextInt(3) == 0) {
        EntityRecord from = random.nextInt(3) == 0 ? stays : go.get(random.nextInt(go.size()));
        choices.put(field, new Choice.From(from.id()));
      }
    }
    return choices;
  }

  /** The sums of all customers are those of all sales, however often these have moved. */
  private void sums() {
    assertThat(shop.sum("customer", "spent"))
        .as("seed %d", seed)
        .isEqualTo(shop.sum("sale", "amount"));
  }
}
