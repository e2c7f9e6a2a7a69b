package dev.dougong.engine.fieldtype.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypeContract;
import dev.dougong.engine.fieldtype.Sample;
import dev.dougong.engine.problem.Problem;
import org.junit.jupiter.api.Test;

class TextFieldTypeTest extends FieldTypeContract {

  @Override
  protected FieldType type() {
    return new TextFieldType();
  }

  @Override
  protected void tell(Sample.Collection samples) {
    samples
        .good("'张三'", "张三")
        .good("'  e\u0301 '", "é")
        .good("'𠮷'", "𠮷")
        .goodText("张\n三 ", "张 三")
        .bad("5", "value.wrongType")
        .bad("['a']", "value.wrongType")
        .bad("'" + "字".repeat(201) + "'", "value.tooLong")
        .bad("'a\\u0000b'", "value.badCharacter")
        .bad("'a\\nb'", "value.badCharacter")
        .bad("'\\ud800'", "value.badCharacter")
        .options("{'maxLength':2,'minLength':2}")
        .good("'𠮷𠮷'", "𠮷𠮷")
        .bad("'𠮷'", "value.tooShort")
        .badText("abc", "value.tooLong")
        .options("{'pattern':'[0-9A-Z]{4}','example':'AB12'}")
        .good("'XY99'", "XY99")
        .bad("'xy99'", "value.patternMismatch")
        .bad("'XY99 Z'", "value.patternMismatch")
        .badOptions("{'pattern':'(a'}", "fieldOption.badPattern")
        .badOptions("{'pattern':'(a)\\\\1'}", "fieldOption.badPattern")
        .badOptions("{'minLength':9,'maxLength':2}", "fieldOption.minAboveMax");
  }

  @Test
  void matchesHostilePatternsInLinearTime() {
    java.util.List<Problem> problems = new java.util.ArrayList<>();
    FieldDefinition field =
        new Sample("{'pattern':'(a+)+b','maxLength':10000}", "", "").field("text");
    assertThat(type().parseText("a".repeat(10_000), field, parsing(problems))).isNull();
    assertThat(problems).hasSize(1);
  }
}
