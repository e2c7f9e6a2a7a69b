package dev.dougong.web.story;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Texts that want to run a script wherever they are taken for more than text: each calls {@code
 * ran} with its number, or asks for {@code /ran} with it, and bears a mark by which it is found.
 */
final class Payloads {

  /** What each of them has in it, so that a page can be asked whether it was shown. */
  static final String MARK = "p\\d\\dx";

  private static final String NUMBER = "§";

  private static final List<String> SHAPES =
      List.of(
          "<script>top.ran(§)</script>",
          "\"><script>top.ran(§)</script>",
          "<img src=x onerror=top.ran(§)>",
          "\"><img src=\"x\" onerror=\"top.ran(§)\">",
          "<svg onload=top.ran(§)>",
          "<svg><script>top.ran(§)</script></svg>",
          "<iframe srcdoc=\"<script>top.ran(§)</script>\"></iframe>",
          "<iframe src=\"javascript:top.ran(§)\"></iframe>",
          "<a href=\"javascript:top.ran(§)\">here</a>",
          "javascript:top.ran(§)//",
          "data:text/html,<script>top.ran(§)</script>",
          "' onmouseover='top.ran(§)' x='",
          "\" autofocus tabindex=1 onfocus=top.ran(§) x=\"",
          "{{constructor.constructor('top.ran(§)')()}}",
          "${top.ran(§)}",
          "</script><script>top.ran(§)</script>",
          "</title></style></textarea><script>top.ran(§)</script>",
          "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=x"
              + " onerror=top.ran(§)&gt;\">",
          "<details open ontoggle=top.ran(§)>x</details>",
          "<style>@import '/ran?§';</style><link rel=stylesheet href='/ran?§'>",
          "<object data='/ran?§'></object><embed src='/ran?§'>",
          "<base href='/ran?§/'><form><button formaction=javascript:top.ran(§)>x</button></form>",
          "[here](javascript:top.ran(§)) ![x](x\"onerror=\"top.ran(§))",
          "<meta http-equiv=refresh content='0;url=javascript:top.ran(§)'>",
          "&lt;img src=x onerror=top.ran(§)&gt;\\u003cscript\\u003etop.ran(§)\\u003c/script\\u003e");

  private Payloads() {}

  static int count() {
    return SHAPES.size();
  }

  /** The payload of a number; numbers past the last begin anew. */
  static String of(int number) {
    int place = Math.floorMod(number, SHAPES.size());
    return SHAPES.get(place).replace(NUMBER, Integer.toString(place)) + mark(place);
  }

  /** An address that is a program. */
  static String address(int number) {
    int place = Math.floorMod(number, SHAPES.size());
    return "javascript:top.ran(" + place + ")//" + mark(place);
  }

  /** All of them. */
  static List<String> all() {
    return IntStream.range(0, count()).mapToObj(Payloads::of).toList();
  }

  private static String mark(int place) {
    return String.format(Locale.ROOT, "p%02dx", place);
  }
}
