package dev.dougong.engine.fieldtype.autonumber;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.fieldtype.Derivation;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypeContract;
import dev.dougong.engine.fieldtype.Sample;
import org.junit.jupiter.api.Test;

class AutoNumberFieldTypeTest extends FieldTypeContract {

  @Override
  protected FieldType type() {
    return new AutoNumberFieldType();
  }

  @Override
  protected void tell(Sample.Collection samples) {
    samples
        .good("'SO202401050001'", "SO202401050001")
        .bad("5", "value.wrongType")
        .bad("'" + "0".repeat(101) + "'", "value.tooLong")
        .options("{'format':'SO{yyMMdd}-{0000}','gapless':true}")
        .good("'SO240105-0001'", "SO240105-0001")
        .badOptions("{'format':'SO{yyyyMMdd}'}", "autoNumber.oneCounter")
        .badOptions("{'format':'{00}{00}'}", "autoNumber.oneCounter")
        .badOptions("{'format':'{0000'}", "autoNumber.oneCounter")
        .badOptions("{'format':'{HH}{00}'}", "autoNumber.badPart");
  }

  @Test
  void splitsTheDayIntoItsParts() {
    assertThat(
            type()
                .derivation(
                    new Sample("{'format':'SO{yyMMdd}-{0000}'}", "", "").field("autoNumber")))
        .isEqualTo(new Derivation.Numbered("SO{yy}{MM}{dd}-{0000}", false));
    assertThat(type().derivation(new Sample("{}", "", "").field("autoNumber")))
        .isEqualTo(new Derivation.Numbered("{yyyy}{MM}{dd}{0000}", false));
  }
}
