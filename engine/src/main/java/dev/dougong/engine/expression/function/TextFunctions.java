package dev.dougong.engine.expression.function;

import static dev.dougong.engine.expression.ValueType.BOOLEAN;
import static dev.dougong.engine.expression.ValueType.NUMBER;
import static dev.dougong.engine.expression.ValueType.TEXT;
import static dev.dougong.engine.expression.function.FunctionBuilder.function;
import static dev.dougong.engine.expression.function.FunctionBuilder.overload;

import dev.dougong.engine.expression.Diagnostic;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Functions of texts. A null text is the empty text, and an empty result is null. */
final class TextFunctions {

  /** A count of characters beyond this is no count. */
  private static final int MAX_COUNT = 1_000_000_000;

  private TextFunctions() {}

  static List<FunctionDefinition> all() {
    return List.of(
        concatenate(),
        concat(),
        length(),
        upper(),
        lower(),
        trim(),
        left(),
        right(),
        mid(),
        contains(),
        startsWith(),
        endsWith(),
        indexOf(),
        replace(),
        padLeft(),
        isBlankText(),
        isBlank());
  }

  private static FunctionBuilder text(String name) {
    return function(name).takes(Slot.TEXT).gives(TEXT);
  }

  private static Sql joined(SqlCall s) {
    List<Sql> parts =
        s.operands().stream()
            .map(o -> Sql.template("coalesce({0}, '')", List.of(o.sql())))
            .toList();
    return SqlCall.limited(new Sql().add("(").join(" || ", parts).add(")"));
  }

  private static @Nullable String joined(Arguments a) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < a.size(); i++) {
      all.append(a.textOrEmpty(i));
    }
    return Texts.fit(a, all.toString());
  }

  private static FunctionDefinition concatenate() {
    return overload("concatenate", "+")
        .takes(Slot.TEXT, Slot.TEXT)
        .gives(TEXT)
        .nulls(Nulls.ARE_SEEN)
        .sql(TextFunctions::joined)
        .body(TextFunctions::joined);
  }

  private static FunctionDefinition concat() {
    return function("concat")
        .takesMany(Slot.TEXT, Slot.TEXT)
        .gives(TEXT)
        .nulls(Nulls.ARE_SEEN)
        .doc("把文本依次连接；空值算作空文本。", "The texts one after another; null is the empty text.")
        .example("concat(\"iPhone\", \" \", \"17\")", "iPhone 17")
        .sql(TextFunctions::joined)
        .body(TextFunctions::joined);
  }

  private static FunctionDefinition length() {
    return function("length")
        .takes(Slot.TEXT)
        .gives(NUMBER)
        .nulls(Nulls.ARE_SEEN)
        .doc("字符数（一个汉字或表情算一个）；空值为 0。", "How many characters; 0 of null.")
        .example("length(\"斗拱\")", "2")
        .sql(s -> s.plain("coalesce(char_length({0}), 0)::numeric"))
        .body(a -> Numbers.of(Texts.length(a.textOrEmpty(0))));
  }

  private static FunctionDefinition upper() {
    return text("upper")
        .doc("字母转为大写。", "Letters in upper case.")
        .example("upper(\"vivo x300\")", "VIVO X300")
        .sql(
            s ->
                new Sql()
                    .add("translate(")
                    .add(s.operand(0).sql())
                    .add(", '" + Letters.LOWER + "', '" + Letters.UPPER + "')"))
        .body(a -> Texts.translate(a.text(0), Letters.LOWER, Letters.UPPER));
  }

  private static FunctionDefinition lower() {
    return text("lower")
        .doc("字母转为小写。", "Letters in lower case.")
        .example("lower(\"HUAWEI\")", "huawei")
        .sql(
            s ->
                new Sql()
                    .add("translate(")
                    .add(s.operand(0).sql())
                    .add(", '" + Letters.UPPER + "', '" + Letters.LOWER + "')"))
        .body(a -> Texts.translate(a.text(0), Letters.UPPER, Letters.LOWER));
  }

  private static FunctionDefinition trim() {
    return text("trim")
        .doc("去掉首尾的空格、换行和全角空格。", "Without spaces and line ends around it.")
        .example("trim(\"  王芳 \")", "王芳")
        .sql(s -> s.plain("nullif(btrim({0}, E' \\t\\n\\r\\u00a0\\u3000'), '')"))
        .body(a -> Texts.orNull(Texts.trim(a.text(0))));
  }

  private static FunctionDefinition left() {
    return function("left")
        .takes(Slot.TEXT, Slot.NUMBER)
        .gives(TEXT)
        .doc("最前面的若干个字符。", "The first characters.")
        .example("left(\"13800138000\", 3)", "138")
        .sql(
            s ->
                Sql.template(
                    "nullif(left({0}, greatest({1}, 0)), '')",
                    List.of(s.operand(0).sql(), s.integer(1, MAX_COUNT).sql())))
        .body(
            a -> {
              Integer count = a.integer(1, MAX_COUNT);
              return count == null ? null : Texts.orNull(Texts.part(a.text(0), 0, count));
            });
  }

  private static FunctionDefinition right() {
    return function("right")
        .takes(Slot.TEXT, Slot.NUMBER)
        .gives(TEXT)
        .doc("最后面的若干个字符。", "The last characters.")
        .example("right(\"13800138000\", 4)", "8000")
        .sql(
            s ->
                Sql.template(
                    "nullif(right({0}, greatest({1}, 0)), '')",
                    List.of(s.operand(0).sql(), s.integer(1, MAX_COUNT).sql())))
        .body(
            a -> {
              Integer count = a.integer(1, MAX_COUNT);
              if (count == null) {
                return null;
              }
              int length = Texts.length(a.text(0));
              return Texts.orNull(Texts.part(a.text(0), length - Math.max(count, 0), count));
            });
  }

  private static FunctionDefinition mid() {
    return function("mid")
        .takes(Slot.TEXT, Slot.NUMBER, Slot.NUMBER)
        .gives(TEXT)
        .doc("从第几个字符（从 1 数起）开始的若干个字符。", "Characters from a place (the first is 1) on.")
        .example("mid(\"13800138000\", 4, 4)", "0013")
        .sql(
            s ->
                SqlCall.let(
                    "nullif(substr({0}, greatest({1}, 1) + 0 * {1}, greatest({2}, 0) + 0 * {2}),"
                        + " '')",
                    s.operand(0), s.integer(1, MAX_COUNT), s.integer(2, MAX_COUNT)))
        .body(
            a -> {
              Integer start = a.integer(1, MAX_COUNT);
              Integer count = a.integer(2, MAX_COUNT);
              return start == null || count == null
                  ? null
                  : Texts.orNull(Texts.part(a.text(0), Math.max(start, 1) - 1, count));
            });
  }

  private static FunctionBuilder search(String name) {
    return function(name).takes(Slot.TEXT, Slot.TEXT).gives(BOOLEAN).nulls(Nulls.GIVE_FALSE);
  }

  /** A pattern for LIKE, where the text is written out; so that an index can serve it. */
  private static @Nullable Sql like(SqlCall s, String before, String after) {
    SqlOperand part = s.operand(1);
    if (!part.isConstant() || part.constant() == null) {
      return null;
    }
    String escaped =
        part.constant().toString().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    return new Sql()
        .add("(")
        .add(s.operand(0).sql())
        .add(" like ")
        .bind(SqlType.TEXT, before + escaped + after)
        .add(")");
  }

  private static FunctionDefinition contains() {
    return search("contains")
        .doc("文本是否含有另一段文本。", "Whether the text has the other one in it.")
        .example("contains(\"华为 Mate 80\", \"Mate\")", "true")
        .sql(
            s ->
                Objects.requireNonNullElseGet(
                    like(s, "%", "%"), () -> s.plain("(strpos({0}, {1}) > 0)")))
        .body(a -> a.text(0).contains(a.text(1)));
  }

  private static FunctionDefinition startsWith() {
    return search("startsWith")
        .doc("文本是否以另一段文本开头。", "Whether the text begins with the other one.")
        .example("startsWith(\"13800138000\", \"138\")", "true")
        .sql(
            s ->
                Objects.requireNonNullElseGet(
                    like(s, "", "%"), () -> s.plain("starts_with({0}, {1})")))
        .body(a -> a.text(0).startsWith(a.text(1)));
  }

  private static FunctionDefinition endsWith() {
    return search("endsWith")
        .doc("文本是否以另一段文本结尾。", "Whether the text ends with the other one.")
        .example("endsWith(\"13800138000\", \"8000\")", "true")
        .sql(
            s ->
                Objects.requireNonNullElseGet(
                    like(s, "%", ""), () -> s.let("(right({0}, char_length({1})) = {1})")))
        .body(a -> a.text(0).endsWith(a.text(1)));
  }

  private static FunctionDefinition indexOf() {
    return function("indexOf")
        .takes(Slot.TEXT, Slot.TEXT)
        .gives(NUMBER)
        .nulls(Nulls.ARE_SEEN)
        .doc("另一段文本首次出现的位置，从 1 数起；没有则为 0。", "Place of the other text, from 1; 0 where it is not.")
        .example("indexOf(\"斗拱引擎\", \"引擎\")", "3")
        .sql(s -> s.plain("coalesce(strpos({0}, {1}), 0)::numeric"))
        .body(
            a -> {
              int at = a.hasNull() ? -1 : a.text(0).indexOf(a.text(1));
              return Numbers.of(at < 0 ? 0 : a.text(0).codePointCount(0, at) + 1);
            });
  }

  private static FunctionDefinition replace() {
    return function("replace")
        .takes(Slot.TEXT, Slot.TEXT, Slot.TEXT)
        .gives(TEXT)
        .nulls(Nulls.ARE_SEEN)
        .doc(
            "把其中的一段文本都换成另一段（不超过 500 字）。",
            "Puts the third text (at most 500 characters) for the second.")
        .example("replace(\"138-0013-8000\", \"-\", \"\")", "13800138000")
        .sql(
            s ->
                SqlCall.limited(
                    s.let(
                        "case when char_length({0}) <= 10000 and char_length(coalesce({2}, '')) <="
                            + " 500 then replace({0}, coalesce({1}, ''), coalesce({2}, '')) end")))
        .body(TextFunctions::replaced);
  }

  private static @Nullable String replaced(Arguments a) {
    String text = a.textOrEmpty(0);
    String by = a.textOrEmpty(2);
    if (Texts.length(text) > Texts.MAX_RESULT || Texts.length(by) > Texts.MAX_REPLACEMENT) {
      a.report(Diagnostic.TEXT_TOO_LONG);
      return null;
    }
    String result = a.isNull(1) ? text : text.replace(a.text(1), by);
    return Texts.fit(a, result);
  }

  private static FunctionDefinition padLeft() {
    return function("padLeft")
        .takes(Slot.TEXT, Slot.LITERAL_INTEGER, Slot.LITERAL_TEXT)
        .literal(0, 100)
        .gives(TEXT)
        .doc(
            "在前面补字符直到指定长度（0 到 100）；长度和补的字符须直接写出。",
            "Puts the written-out text in front until it is so long (0 to 100).")
        .example("padLeft(text(42), 6, \"0\")", "000042")
        .sql(
            s ->
                SqlCall.let(
                    "lpad({0}, greatest(char_length({0}), {1}::integer), {2})",
                    s.operand(0), s.operand(1), s.operand(2)))
        .body(TextFunctions::padded);
  }

  private static String padded(Arguments a) {
    String text = a.text(0);
    int[] pad = a.text(2).codePoints().toArray();
    int missing = ((BigDecimal) Objects.requireNonNull(a.value(1))).intValue() - Texts.length(text);
    StringBuilder padded = new StringBuilder();
    for (int i = 0; i < missing; i++) {
      padded.appendCodePoint(pad[i % pad.length]);
    }
    return padded.append(text).toString();
  }

  private static FunctionDefinition isBlankText() {
    return overload("isBlankText", "isBlank")
        .takes(Slot.TEXT)
        .gives(BOOLEAN)
        .nulls(Nulls.ARE_SEEN)
        .doc("是否没有内容：空值，或只有空格。", "Whether there is nothing: null, or only spaces.")
        .example("isBlank(\" \")", "true")
        .sql(s -> s.plain("(btrim(coalesce({0}, ''), E' \\t\\n\\r\\u00a0\\u3000') = '')"))
        .body(a -> Texts.trim(a.textOrEmpty(0)).isEmpty());
  }

  private static FunctionDefinition isBlank() {
    return function("isBlank")
        .takes(Slot.ANY)
        .gives(ValueType.BOOLEAN)
        .nulls(Nulls.ARE_SEEN)
        .doc("是否没有值。", "Whether there is no value.")
        .example("isBlank(returnedOn)", "true")
        .sql(s -> s.plain("({0} is null)"))
        .body(a -> a.isNull(0));
  }
}
