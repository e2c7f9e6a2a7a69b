package dev.dougong.workflow.hook.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.testkit.Asvs;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sealed and signed as the examples of WeChat's own documentation are. */
class WeChatCipherTest {

  private static final String KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
  private static final String APP = "wxb11529c136998cb6";
  private static final String SEALED =
      "jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfg==";

  @Test
  void opensWhatWeChatSealed() {
    assertThat(WeChatCipher.open(SEALED, KEY, APP)).isEqualTo("我是中文abcd123");
    assertThat(WeChatCipher.open(SEALED, KEY, "wxOther")).isNull();
    assertThat(WeChatCipher.open(SEALED, "short", APP)).isNull();
    String other = "b" + KEY.substring(1);
    assertThat(WeChatCipher.open(SEALED, other, APP)).isNull();
    for (String wrong : List.of("", "AAAA", "%%%", SEALED.substring(4), SEALED + SEALED)) {
      assertThat(WeChatCipher.open(wrong, KEY, APP)).as(wrong).isNull();
    }
  }

  @Asvs("1.5.1")
  @Test
  void readsFlatXmlOnly() {
    assertThat(
            FlatXml.read(
                    "<xml><A><![CDATA[你 & <b>]]></A><B>1&amp;2</B><C><D>deep</D></C><E/></xml>")
                .toString())
        .isEqualTo("{\"A\":\"你 & <b>\",\"B\":\"1&2\",\"E\":\"\"}");
    for (String wrong :
        List.of(
            "",
            "<xml><A></xml>",
            "<xml><A>1</A><A>2</A></xml>",
            "<!DOCTYPE x [<!ENTITY e \"boom\">]><xml><A>&e;</A></xml>",
            "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><xml><A>1</A></xml>",
            "<!DOCTYPE x [<!ENTITY e SYSTEM \"http://127.0.0.1:1/\">]><xml><A>&e;</A></xml>",
            "<xml><A>&e;</A></xml>")) {
      assertThatThrownBy(() -> FlatXml.read(wrong)).as(wrong).isInstanceOf(InputException.class);
    }
  }
}
