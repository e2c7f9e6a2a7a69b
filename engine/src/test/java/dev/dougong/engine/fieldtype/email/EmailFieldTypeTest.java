package dev.dougong.engine.fieldtype.email;

import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypeContract;
import dev.dougong.engine.fieldtype.Sample;

class EmailFieldTypeTest extends FieldTypeContract {

  @Override
  protected FieldType type() {
    return new EmailFieldType();
  }

  @Override
  protected void tell(Sample.Collection samples) {
    samples
        .good("'Zhang.San+x@Example.COM'", "Zhang.San+x@example.com")
        .goodText("ｚｈａｎｇ＠ｑｑ．ｃｏｍ", "zhang@qq.com")
        .bad("'zhang'", "value.notReadable")
        .bad("'a@b'", "value.notReadable")
        .bad("'a b@c.com'", "value.notReadable")
        .bad("'a@c..com'", "value.notReadable")
        .bad("'a@-c.com'", "value.notReadable")
        .bad("'" + "a".repeat(65) + "@c.com'", "value.notReadable")
        .bad("5", "value.wrongType");
  }
}
