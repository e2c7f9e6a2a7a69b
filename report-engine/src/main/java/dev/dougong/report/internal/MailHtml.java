package dev.dougong.report.internal;

import dev.dougong.report.internal.PackLetter.Block;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A page for mail programs: tables, styles inside, no script, nothing that is loaded. The writer of
 * the JDK escapes all texts.
 */
final class MailHtml {

  private static final String FONT =
      "font-family:-apple-system,'PingFang SC','Microsoft YaHei',Arial,sans-serif;";
  private static final String CELL = "padding:6px 8px;border-bottom:1px solid #e5e7eb;";
  private static final String STYLE = "style";

  private final StringWriter text = new StringWriter(4_000);
  private final XMLStreamWriter out;

  /** A writing that cannot fail, since it goes to memory. */
  private interface Writing {
    void write() throws XMLStreamException;
  }

  MailHtml(Locale locale, String title) {
    try {
      out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    sure(
        () -> {
          out.writeDTD("<!doctype html>");
          out.writeStartElement("html");
          out.writeAttribute("lang", locale.getLanguage());
          out.writeStartElement("head");
          out.writeEmptyElement("meta");
          out.writeAttribute("charset", "utf-8");
          out.writeEmptyElement("meta");
          out.writeAttribute("name", "viewport");
          out.writeAttribute("content", "width=device-width, initial-scale=1");
          said("title", "", title);
          out.writeEndElement();
          begin("body", "margin:0;padding:16px;background:#f5f6f8;color:#1f2937;" + FONT);
          begin("div", "max-width:640px;margin:0 auto;padding:16px;background:#ffffff;");
        });
  }

  private static void sure(Writing writing) {
    try {
      writing.write();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What XML cannot hold, and mail programs should not see. */
  private static String clean(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\n\t]]|[\\uD800-\\uDFFF&&[^\\x{10000}-\\x{10FFFF}]]", "")
        .replaceAll("[\\uFFFE\\uFFFF]", "");
  }

  private void begin(String tag, String style) throws XMLStreamException {
    out.writeStartElement(tag);
    if (!style.isEmpty()) {
      out.writeAttribute(STYLE, style);
    }
  }

  private void said(String tag, String style, String words) throws XMLStreamException {
    begin(tag, style);
    out.writeCharacters(clean(words));
    out.writeEndElement();
  }

  void title(String title, String asOf) {
    sure(
        () -> {
          said("h1", "margin:0 0 4px;font-size:20px;", title);
          said("p", "margin:0 0 16px;font-size:13px;color:#6b7280;", asOf);
        });
  }

  void note(String words) {
    sure(() -> said("p", "margin:12px 0;font-size:13px;color:#6b7280;", words));
  }

  /** Values of the whole, one below the other, so that phones show them too. */
  void numbers(List<Block> blocks) {
    if (blocks.isEmpty()) {
      return;
    }
    sure(
        () -> {
          table();
          for (Block block : blocks) {
            begin("tr", "");
            said("td", CELL + "font-size:14px;", block.label());
            said("td", CELL + "font-size:18px;font-weight:600;text-align:right;", block.value());
            String colour = block.tone() > 0 ? "#15803d" : block.tone() < 0 ? "#b91c1c" : "#6b7280";
            String sign = block.tone() > 0 ? "▲ " : block.tone() < 0 ? "▼ " : "";
            said(
                "td",
                CELL + "font-size:13px;text-align:right;color:" + colour + ";",
                block.change().isEmpty() ? "" : sign + block.change());
            out.writeEndElement();
          }
          out.writeEndElement();
        });
  }

  private void table() throws XMLStreamException {
    begin("table", "width:100%;border-collapse:collapse;margin:0 0 8px;");
    out.writeAttribute("cellpadding", "0");
    out.writeAttribute("cellspacing", "0");
  }

  /** Groups as a table. */
  void table(Block block) {
    sure(
        () -> {
          said("h2", "margin:20px 0 6px;font-size:15px;", block.label());
          if (!block.rows().isEmpty()) {
            table();
            begin("tr", "");
            for (String name : block.head()) {
              said("th", CELL + "font-size:12px;color:#6b7280;text-align:left;", name);
            }
            out.writeEndElement();
            for (List<String> row : block.rows()) {
              begin("tr", "");
              for (String cell : row) {
                said("td", CELL + "font-size:14px;", cell);
              }
              out.writeEndElement();
            }
            out.writeEndElement();
          }
          if (!block.note().isEmpty()) {
            said("p", "margin:4px 0;font-size:13px;color:#6b7280;", block.note());
          }
        });
  }

  /** A link to a page of this application. */
  void link(String words, String address) {
    sure(
        () -> {
          begin("p", "margin:20px 0;");
          out.writeStartElement("a");
          out.writeAttribute("href", clean(address));
          out.writeAttribute(
              STYLE,
              "display:inline-block;padding:10px 16px;background:#1d4ed8;color:#ffffff;"
                  + "text-decoration:none;border-radius:6px;font-size:14px;");
          out.writeCharacters(words);
          out.writeEndElement();
          out.writeEndElement();
        });
  }

  /** The whole page. */
  String end() {
    sure(
        () -> {
          out.writeEndDocument();
          out.close();
        });
    return text.toString();
  }
}
