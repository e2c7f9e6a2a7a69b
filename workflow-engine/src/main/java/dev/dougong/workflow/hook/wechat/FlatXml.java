package dev.dougong.workflow.hook.wechat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads {@code <xml><Name>text</Name>…</xml>}: no DTD, no entities but XML's own five, no depth.
 */
final class FlatXml {

  private static final int MOST_NAMES = 100;

  private FlatXml() {}

  /**
   * The texts by name; what has elements of its own is left out.
   *
   * @throws InputException {@code hook.notXml}
   */
  static ObjectNode read(String text) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text));
      read(reader, values);
      reader.close();
    } catch (XMLStreamException e) {
      throw new InputException(Problem.of("hook.notXml"));
    }
    return values;
  }

  private static void read(XMLStreamReader reader, ObjectNode values) throws XMLStreamException {
    int depth = 0;
    boolean isFlat = false;
    StringBuilder content = new StringBuilder();
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          depth++;
          isFlat = depth == 2;
          content.setLength(0);
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            content.append(reader.getText());
        case XMLStreamConstants.END_ELEMENT -> {
          if (depth == 2 && isFlat) {
            if (values.size() >= MOST_NAMES || values.has(reader.getLocalName())) {
              throw new XMLStreamException("names");
            }
            values.put(reader.getLocalName(), content.toString().replace("\u0000", ""));
          }
          isFlat = false;
          depth--;
        }
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw new XMLStreamException("refused");
        default -> {
          // comments and the like say nothing
        }
      }
    }
  }
}
