package dev.dougong.engine.dataimport.format.xlsx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What a workbook says of its sheets and of the looks of its cells.
 *
 * @param dateStyles numbers of the styles under which a number is a day or a time
 * @param startsIn1904 whether days count from 1904
 */
record Workbook(List<Sheet> visibleSheets, Set<Integer> dateStyles, boolean startsIn1904) {

  private static final String RELATIONS = "xl/_rels/workbook.xml.rels";
  private static final String MAIN = "xl/workbook.xml";
  private static final String STYLES = "xl/styles.xml";
  private static final String RELATION_SPACE =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  private static final int MOST = 10_000;

  /** What in a number's look is no part of a day or a time: texts, colours, signs. */
  private static final Pattern NO_DATE = Pattern.compile("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.|_.|\\*.");

  private static final Pattern DATE_LETTER = Pattern.compile("[yYdDhHsSmM年月日时分秒]");

  /** A sheet and where it lies. */
  record Sheet(String name, String path) {}

  static Workbook read(WorkbookParts parts) throws IOException, XMLStreamException {
    Map<String, String> targets = new HashMap<>();
    parts.read(
        RELATIONS,
        in ->
            each(
                in,
                () -> {
                  if (in.getLocalName().equals("Relationship") && targets.size() < MOST) {
                    targets.put(attribute(in, "Id"), path(attribute(in, "Target")));
                  }
                }));
    List<Sheet> sheets = new ArrayList<>();
    boolean[] is1904 = new boolean[1];
    parts.read(
        MAIN,
        in ->
            each(
                in,
                () -> {
                  if (in.getLocalName().equals("workbookPr")) {
                    is1904[0] = isOn(attribute(in, "date1904"));
                  } else if (in.getLocalName().equals("sheet") && sheets.size() < MOST) {
                    String id = in.getAttributeValue(RELATION_SPACE, "id");
                    String target = id == null ? null : targets.get(id);
                    if (target != null && attribute(in, "state").isEmpty()) {
                      sheets.add(new Sheet(attribute(in, "name"), target));
                    }
                  }
                }));
    return new Workbook(List.copyOf(sheets), styles(parts), is1904[0]);
  }

  /** Targets stand below {@code xl}, or from the top where they begin with a slash. */
  private static String path(String target) {
    return target.startsWith("/") ? target.substring(1) : "xl/" + target;
  }

  private static Set<Integer> styles(WorkbookParts parts) throws IOException, XMLStreamException {
    Set<Integer> dates = new HashSet<>();
    if (!parts.has(STYLES)) {
      return dates;
    }
    Set<Integer> formats = new HashSet<>();
    int[] number = new int[1];
    boolean[] isCell = new boolean[1];
    parts.read(
        STYLES,
        in ->
            each(
                in,
                () -> {
                  switch (in.getLocalName()) {
                    case "numFmt" -> {
                      if (isDate(attribute(in, "formatCode")) && formats.size() < MOST) {
                        formats.add(integer(attribute(in, "numFmtId")));
                      }
                    }
                    case "cellXfs" -> isCell[0] = true;
                    case "cellStyles", "dxfs" -> isCell[0] = false;
                    case "xf" -> {
                      int format = integer(attribute(in, "numFmtId"));
                      if (isCell[0]
                          && (formats.contains(format) || isBuiltInDate(format))
                          && dates.size() < MOST) {
                        dates.add(number[0]);
                      }
                      number[0] += isCell[0] ? 1 : 0;
                    }
                    default -> {}
                  }
                }));
    return dates;
  }

  private static boolean isDate(String code) {
    String first = code.length() > 255 ? "" : code.split(";", 2)[0];
    String bare = NO_DATE.matcher(first).replaceAll("");
    return DATE_LETTER.matcher(bare).find() && !bare.contains("#") && !bare.contains("0.00E");
  }

  private static boolean isBuiltInDate(int format) {
    return (format >= 14 && format <= 22)
        || (format >= 27 && format <= 36)
        || (format >= 45 && format <= 47)
        || (format >= 50 && format <= 58);
  }

  /** Work at the start of an element. */
  private interface AtElement {
    void run();
  }

  private static void each(XMLStreamReader in, AtElement work) throws XMLStreamException {
    while (in.hasNext()) {
      if (in.next() == XMLStreamConstants.START_ELEMENT) {
        work.run();
      }
    }
  }

  /** An attribute without a namespace; empty where it is not there. */
  static String attribute(XMLStreamReader in, String name) {
    String value = in.getAttributeValue(null, name);
    return value == null ? "" : value;
  }

  private static boolean isOn(String value) {
    return value.equals("1") || value.equals("true");
  }

  /** A small number, or -1. */
  static int integer(String text) {
    if (text.isEmpty() || text.length() > 9) {
      return -1;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return -1;
      }
    }
    return Integer.parseInt(text);
  }
}
