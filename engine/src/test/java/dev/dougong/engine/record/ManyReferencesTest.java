package dev.dougong.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.record.RecordMerges.Merged;
import dev.dougong.engine.record.RecordMerges.Parted;
import dev.dougong.engine.record.Records.Operation;
import dev.dougong.engine.record.Records.WriteOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long it takes to merge what very many records point at; prints what it measured. */
@Tag("full")
class ManyReferencesTest {

  private static final int SALES = 25_000;

  @Test
  void movesFiftyThousandReferencesAndBack() {
    MergeShop shop = new MergeShop();
    for (int made = 0; made < SALES; made += 1_000) {
      List<Operation> batch = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        String values =
            "{'amount':1,'customer':'%s','payer':'%s'}".formatted(shop.goes.id(), shop.goes.id());
        batch.add(new Operation.Create(Desk.json(values)));
      }
      shop.desk.records.batch(shop.desk.clerk(), "sale", batch, WriteOptions.API);
    }
    long began = System.nanoTime();
    Merged merged = shop.merge(shop.now(shop.stays), Map.of(), shop.now(shop.goes));
    long between = System.nanoTime();
    assertThat(merged.moved()).isEqualTo(2L * SALES);
    assertThat(shop.at("customer", shop.stays, "spent")).isEqualTo(String.valueOf(SALES));
    Parted parted = shop.undo(merged);
    long end = System.nanoTime();
    assertThat(parted.kept()).isEmpty();
    assertThat(shop.at("customer", shop.goes, "spent")).isEqualTo(String.valueOf(SALES));
    System.out.printf(
        "%d references: merged in %d ms, parted in %d ms%n",
        merged.moved(), (between - began) / 1_000_000, (end - between) / 1_000_000);
  }
}
