package dev.dougong.engine.fieldtype.richtext;

import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypeContract;
import dev.dougong.engine.fieldtype.Sample;

class RichTextFieldTypeTest extends FieldTypeContract {

  @Override
  protected FieldType type() {
    return new RichTextFieldType();
  }

  @Override
  protected void tell(Sample.Collection samples) {
    samples
        .good(
            "'# 标题\\n\\n**粗** [官网](https://example.com) a < b'",
            "# 标题\n\n**粗** [官网](https://example.com) a < b")
        .good(
            "'<https://example.com> [页](/help) [锚](#a)'",
            "<https://example.com> [页](/help) [锚](#a)")
        .bad("'<b>x</b>'", "richText.html")
        .bad("'<!-- x -->'", "richText.html")
        .bad("'[x](javascript:alert(1))'", "richText.badLink")
        .bad("'[x]( JaVaScRiPt:alert(1))'", "richText.badLink")
        .bad("'[x](javascript&#58;alert(1))'", "richText.badLink")
        .bad("'[x]: data:text/html,x'", "richText.badLink")
        .bad("'a\\u0000'", "value.badCharacter")
        .bad("1", "value.wrongType")
        .options("{'maxLength':2}")
        .bad("'abc'", "value.tooLong");
  }
}
