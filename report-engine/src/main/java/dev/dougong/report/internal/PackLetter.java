package dev.dougong.report.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.report.chart.Digest;
import dev.dougong.report.query.ResultColumn;
import dev.dougong.report.query.ResultTable;
import dev.dougong.report.subscription.Telling;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * A pack in words: the same lines as plain text and as HTML. Values are data in both; nothing that
 * people wrote is taken for a tag or for a template.
 */
final class PackLetter {

  private static final int NOTICE_LINES = 3;

  private final PackMaker.Made made;
  private final String title;
  private final UUID pack;
  private final Locale locale;
  private final List<Block> blocks = new ArrayList<>();

  PackLetter(PackMaker.Made made, String title, UUID pack) {
    this.made = made;
    this.title = title;
    this.pack = pack;
    this.locale = made.access().locale();
    made.tiles().forEach(tile -> blocks.add(block(made.access(), tile)));
  }

  /**
   * A report in words.
   *
   * @param value of the whole, or empty
   * @param change with its sign, or empty
   * @param tone 1 up, -1 down, 0 even or unknown
   * @param head names of the columns; empty where there is no table
   * @param note what else is said, or empty
   */
  record Block(
      String label,
      String value,
      String change,
      int tone,
      List<String> head,
      List<List<String>> rows,
      String note) {}

  private static Block block(Access access, PackTile tile) {
    Locale locale = access.locale();
    String label = tile.widget().label().in(locale, tile.widget().report());
    var answer = tile.answer();
    if (answer == null) {
      return said(label, PackWord.FAILED.in(locale));
    }
    ResultTable table = answer.table();
    AnswerText texts = new AnswerText(access, table);
    if (tile.digest().form() == Digest.Form.VALUE || table.dimensions().isEmpty()) {
      return value(tile, table, texts, label);
    }
    if (table.rows().isEmpty()) {
      return said(label, PackWord.NOTHING.in(locale));
    }
    return tile.digest().form() == Digest.Form.ENDS
        ? ends(tile, table, texts, label, locale)
        : rows(tile, table, texts, label, locale);
  }

  private static Block said(String label, String note) {
    return new Block(label, "", "", 0, List.of(), List.of(), note);
  }

  private static Block value(PackTile tile, ResultTable table, AnswerText texts, String label) {
    ResultTable.Row whole = PackTile.whole(table);
    int main = tile.main(table);
    String value =
        whole == null
            ? AnswerText.NONE
            : texts.measure(table.measures().get(main), whole.values().get(main));
    BigDecimal changed = tile.changed(table);
    String change =
        changed == null
            ? ""
            : texts.change(changed)
                + " "
                + table.measures().stream()
                    .filter(one -> one.key().equals(tile.change()))
                    .map(texts::label)
                    .findFirst()
                    .orElse("");
    int tone = changed == null ? 0 : changed.signum();
    return new Block(label, value, change.strip(), tone, List.of(), List.of(), "");
  }

  private static Block ends(
      PackTile tile, ResultTable table, AnswerText texts, String label, Locale locale) {
    List<ResultTable.Row> ranked = tile.ranked(table);
    boolean isShort = ranked.size() <= 2 * PackTile.ENDS;
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < ranked.size(); i++) {
      if (isShort || i < PackTile.ENDS || i >= ranked.size() - PackTile.ENDS) {
        rows.add(row(tile, table, texts, ranked.get(i), Integer.toString(i + 1)));
      }
    }
    String note =
        isShort
            ? ""
            : number(PackWord.TOP.in(locale), PackTile.ENDS)
                + " · "
                + number(PackWord.BOTTOM.in(locale), PackTile.ENDS)
                + " · "
                + number(PackWord.MORE.in(locale), table.groups());
    return new Block(label, "", "", 0, head(tile, table, texts, "#"), rows, note);
  }

  private static Block rows(
      PackTile tile, ResultTable table, AnswerText texts, String label, Locale locale) {
    List<List<String>> rows = new ArrayList<>();
    for (ResultTable.Row row :
        table.rows().subList(0, Math.min(PackTile.ROWS, table.rows().size()))) {
      rows.add(row(tile, table, texts, row, ""));
    }
    String note =
        table.groups() > rows.size() ? number(PackWord.MORE.in(locale), table.groups()) : "";
    return new Block(label, "", "", 0, head(tile, table, texts, ""), rows, note);
  }

  private static String number(String text, long number) {
    return text.replace("{number}", Long.toString(number));
  }

  private static List<String> head(
      PackTile tile, ResultTable table, AnswerText texts, String first) {
    List<String> head = new ArrayList<>();
    if (!first.isEmpty()) {
      head.add(first);
    }
    table.dimensions().forEach(one -> head.add(texts.label(one)));
    tile.shown(table).forEach(one -> head.add(texts.label(one)));
    return head;
  }

  private static List<String> row(
      PackTile tile, ResultTable table, AnswerText texts, ResultTable.Row row, String first) {
    List<String> cells = new ArrayList<>();
    if (!first.isEmpty()) {
      cells.add(first);
    }
    for (int i = 0; i < table.dimensions().size(); i++) {
      cells.add(texts.key(i, row.keys().get(i)));
    }
    for (ResultColumn column : tile.shown(table)) {
      cells.add(texts.measure(column, row.values().get(table.measures().indexOf(column))));
    }
    return cells;
  }

  /** The letter by the ways that the person wants and that are there. */
  Telling.Letter letter(UUID user, List<Telling.Way> ways) {
    String link = "/packs/" + pack;
    List<Telling.Mail> mails = new ArrayList<>();
    for (Telling.Way way : ways) {
      String address = way.home().isEmpty() ? "" : way.home() + link;
      mails.add(new Telling.Mail(way.key(), text(address), html(address)));
    }
    return new Telling.Letter(pack, user, title, notice(), link, mails);
  }

  /** The first numbers, for a notice. */
  private String notice() {
    List<String> lines = new ArrayList<>();
    for (Block block : blocks) {
      if (!block.value().isEmpty() && lines.size() < NOTICE_LINES) {
        lines.add(line(block));
      }
    }
    return lines.isEmpty() ? asOf() : String.join("\n", lines);
  }

  private static String line(Block block) {
    String change = block.change().isEmpty() ? "" : " (" + block.change() + ")";
    return block.label() + ": " + block.value() + change;
  }

  private String asOf() {
    Access access = made.access();
    String time = AnswerText.moment(access, access.evaluation().now());
    return PackWord.AS_OF.in(locale).replace("{time}", time);
  }

  /** Plain text. */
  String text(String address) {
    StringBuilder text = new StringBuilder(1_000).append(asOf()).append('\n');
    if (!made.choices().isEmpty()) {
      text.append(PackWord.FILTERED.in(locale)).append('\n');
    }
    for (Block block : blocks) {
      text.append('\n').append(block.value().isEmpty() ? block.label() : line(block)).append('\n');
      for (List<String> row : block.rows()) {
        text.append("  ").append(String.join("  ", row)).append('\n');
      }
      if (!block.note().isEmpty()) {
        text.append("  ").append(block.note()).append('\n');
      }
    }
    if (!address.isEmpty()) {
      text.append('\n').append(PackWord.OPEN.in(locale)).append(": ").append(address).append('\n');
    }
    return text.append('\n').append(PackWord.WHY.in(locale)).append('\n').toString();
  }

  /** HTML with styles inside and nothing from elsewhere. */
  String html(String address) {
    MailHtml html = new MailHtml(locale, title);
    html.title(title, asOf());
    if (!made.choices().isEmpty()) {
      html.note(PackWord.FILTERED.in(locale));
    }
    html.numbers(blocks.stream().filter(one -> !one.value().isEmpty()).toList());
    for (Block block : blocks) {
      if (block.value().isEmpty()) {
        html.table(block);
      }
    }
    if (!address.isEmpty()) {
      html.link(PackWord.OPEN.in(locale), address);
    }
    html.note(PackWord.WHY.in(locale));
    return html.end();
  }
}
