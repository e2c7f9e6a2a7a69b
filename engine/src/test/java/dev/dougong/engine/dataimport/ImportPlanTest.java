package dev.dougong.engine.dataimport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.testkit.TestMetadata;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A plan that was remembered, or that runs, goes on when fields get other keys. */
class ImportPlanTest {

  private static final Entity CUSTOMER =
      TestMetadata.of(
              """
              {"key":"customer","fields":[
                {"key":"mobile","type":"phone","unique":true,"formerKeys":["tel","phone"]},
                {"key":"note","type":"text"},
                {"key":"remark","type":"text","formerKeys":["note"]}]}
              """)
          .metadata()
          .entity("customer");

  @Test
  void namesFieldsByTheirKeysOfToday() {
    ImportPlan plan =
        new ImportPlan(
            Map.of("手机", "phone", "备注", "note", "负责人", "owner", "其他", "nothing"),
            ImportMode.CREATE,
            List.of("tel"),
            DayOrder.UNKNOWN);

    ImportPlan today = plan.today(CUSTOMER);

    assertThat(today.mapping())
        .containsEntry("手机", "mobile")
        .containsEntry("备注", "note")
        .containsEntry("负责人", "owner")
        .containsEntry("其他", "nothing");
    assertThat(today.key()).containsExactly("mobile");
    assertThat(today.mode()).isEqualTo(ImportMode.CREATE);
  }
}
