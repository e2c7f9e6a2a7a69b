package dev.dougong.report.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.testkit.Asvs;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class MailHtmlTest {

  @Test
  @Asvs("1.2.1")
  void whatPeopleEnteredIsTextInTheMail() {
    String entered = "</h1><script>alert('x')</script><img src=x onerror=\"y\">&amp;\u0000";
    MailHtml mail = new MailHtml(Locale.ENGLISH, entered);
    mail.title(entered, entered);
    mail.note(entered);

    String html = mail.end();

    assertThat(html)
        .contains("&lt;script&gt;", "&amp;amp;")
        .doesNotContain("<script", "<img", "\u0000");
  }
}
