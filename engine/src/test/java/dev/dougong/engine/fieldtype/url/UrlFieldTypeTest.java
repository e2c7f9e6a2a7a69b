package dev.dougong.engine.fieldtype.url;

import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypeContract;
import dev.dougong.engine.fieldtype.Sample;

class UrlFieldTypeTest extends FieldTypeContract {

  @Override
  protected FieldType type() {
    return new UrlFieldType();
  }

  @Override
  protected void tell(Sample.Collection samples) {
    samples
        .good("'https://www.example.com/a?b=c#d'", "https://www.example.com/a?b=c#d")
        .good("'http://localhost:8080'", "http://localhost:8080")
        .good("'https://中文.com/路径'", "https://中文.com/路径")
        .goodText("www.example.com/x", "https://www.example.com/x")
        .bad("'www.example.com'", "value.notReadable")
        .bad("'javascript:alert(1)'", "value.notReadable")
        .bad("'ftp://example.com'", "value.notReadable")
        .bad("'https://user:secret@example.com'", "value.notReadable")
        .bad("'https://exa mple.com'", "value.notReadable")
        .bad("'https://'", "value.notReadable")
        .bad("'https://a\\u0007b'", "value.badCharacter")
        .bad("'https://x.com/" + "a".repeat(2000) + "'", "value.tooLong")
        .badText("你好", "value.notReadable");
  }
}
