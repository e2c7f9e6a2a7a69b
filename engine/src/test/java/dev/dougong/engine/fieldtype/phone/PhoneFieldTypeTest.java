package dev.dougong.engine.fieldtype.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypeContract;
import dev.dougong.engine.fieldtype.Sample;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class PhoneFieldTypeTest extends FieldTypeContract {

  @Override
  protected FieldType type() {
    return new PhoneFieldType();
  }

  @Override
  protected void tell(Sample.Collection samples) {
    samples
        .good("'13812345678'", "+8613812345678")
        .good("'+86 138-1234-5678'", "+8613812345678")
        .good("'0571-88886666'", "+8657188886666")
        .good("'+1 650 253 0000'", "+16502530000")
        .good("'400-820-8820'", "+864008208820")
        .goodText("１３８ １２３４ ５６７８", "+8613812345678")
        .goodText("13812345678.0", "+8613812345678")
        .goodText("1.3812345678E10", "+8613812345678")
        .goodText("\u202d13812345678\u202c", "+8613812345678")
        .goodText("(0571) 8888 6666", "+8657188886666")
        .bad("13812345678", "value.wrongType")
        .bad("'12345'", "phone.invalid")
        .bad("'88886666'", "phone.invalid")
        .bad("'23812345678'", "phone.invalid")
        .bad("'0571-88886666 ext. 12'", "phone.extension")
        .badText("没有", "phone.invalid")
        .options("{'region':'US'}")
        .good("'(650) 253-0000'", "+16502530000")
        .badOptions("{'region':'ZZ'}", "phone.badRegion");
  }

  @Test
  void showsNumbersAsTheirCountryWritesThem() {
    FieldDefinition field = new Sample("{}", "", "").field("phone");
    assertThat(type().format("+8613812345678", field, Locale.CHINA)).isEqualTo("138 1234 5678");
    assertThat(type().format("+8657188886666", field, Locale.CHINA)).isEqualTo("0571-8888 6666");
    assertThat(type().format("+16502530000", field, Locale.CHINA)).isEqualTo("+1 650-253-0000");
  }

  @Test
  void isSearchedByItsNationalDigits() {
    FieldDefinition field = new Sample("{}", "", "").field("phone");
    assertThat(type().searchText("+8613812345678", field)).isEqualTo("13812345678");
    assertThat(type().searchText("+8657188886666", field)).isEqualTo("057188886666");
  }
}
