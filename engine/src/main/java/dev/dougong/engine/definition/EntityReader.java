package dev.dougong.engine.definition;

import static dev.dougong.engine.definition.DefinitionJson.isOn;
import static dev.dougong.engine.definition.DefinitionJson.label;
import static dev.dougong.engine.definition.DefinitionJson.objects;
import static dev.dougong.engine.definition.DefinitionJson.optionalText;
import static dev.dougong.engine.definition.DefinitionJson.text;
import static dev.dougong.engine.definition.DefinitionJson.texts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.value.Label;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes definitions of entity documents. Never refuses: the schema tells what is wrong with a
 * document, and parts of a wrong shape are left out here.
 */
public final class EntityReader {

  private EntityReader() {}

  /** The definition in the document. */
  public static EntityDefinition read(ObjectNode document) {
    return new EntityDefinition(
        text(document, "key", ""),
        label(document.get("label")),
        optionalText(document, "title"),
        texts(document.get("naturalKey")),
        objects(document.get("fields")).stream().map(EntityReader::field).toList(),
        objects(document.get("rules")).stream().map(EntityReader::rule).toList(),
        texts(document.get("formerKeys")),
        document);
  }

  /** One field of the document or of a table in it. */
  public static FieldDefinition field(ObjectNode field) {
    return new FieldDefinition(
        text(field, "key", ""),
        text(field, "type", ""),
        label(field.get("label")),
        isOn(field, "required"),
        isOn(field, "unique"),
        isOn(field, "indexed") || !texts(field.get("covers")).isEmpty(),
        texts(field.get("covers")),
        isOn(field, "search"),
        optionalText(field, "default"),
        optionalText(field, "visible"),
        optionalText(field, "requiredWhen"),
        texts(field.get("formerKeys")),
        objects(field.get("fields")).stream().map(EntityReader::field).toList(),
        field);
  }

  /** What the page of a record of the entity shows. */
  public static PageDefinition page(EntityDefinition entity) {
    JsonNode page = entity.source().path("page");
    return new PageDefinition(
        texts(page.get("keyFigures")),
        page.path("timeline").isArray()
            ? objects(page.get("timeline")).stream().map(EntityReader::related).toList()
            : null,
        objects(page.get("taps")).stream().map(EntityReader::tap).toList(),
        objects(page.get("help")).stream().map(EntityReader::help).toList());
  }

  /** Key of the field that says how much a record matters, or null. */
  public static @Nullable String importance(EntityDefinition entity) {
    return optionalText(entity.source(), "importance");
  }

  /** Keys of references to records that are the same person. */
  public static List<String> samePerson(EntityDefinition entity) {
    return texts(entity.source().path("person").get("sameAs"));
  }

  /** The rules by which duplicates are found. */
  public static List<DuplicateRule> duplicates(EntityDefinition entity) {
    return objects(entity.source().get("duplicates")).stream()
        .map(
            rule ->
                new DuplicateRule(
                    text(rule, "key", ""),
                    label(rule.get("label")),
                    objects(rule.get("match")).stream().map(EntityReader::match).toList()))
        .toList();
  }

  private static DuplicateRule.Match match(ObjectNode match) {
    return new DuplicateRule.Match(
        text(match, "field", ""),
        text(match, "how", "equal").equals("similar")
            ? DuplicateRule.How.SIMILAR
            : DuplicateRule.How.EQUAL);
  }

  /** What people call a document of any kind; {@link Label#NONE} where it does not say. */
  public static Label labelOf(ObjectNode document) {
    return label(document.get("label"));
  }

  private static PageDefinition.Related related(ObjectNode related) {
    return new PageDefinition.Related(
        text(related, "entity", ""),
        text(related, "via", ""),
        optionalText(related, "at"),
        texts(related.get("show")));
  }

  private static PageDefinition.Tap tap(ObjectNode tap) {
    return new PageDefinition.Tap(
        text(tap, "field", ""),
        tap.get("words") instanceof ObjectNode words
            ? new PageDefinition.Words(
                text(words, "entity", ""), text(words, "field", ""), optionalText(words, "filter"))
            : null);
  }

  private static PageDefinition.Help help(ObjectNode help) {
    return new PageDefinition.Help(
        label(help.get("label")),
        text(help, "entity", ""),
        optionalText(help, "filter"),
        objects(help.get("match")).stream()
            .map(
                match ->
                    new PageDefinition.Match(text(match, "field", ""), text(match, "with", "")))
            .toList(),
        isOn(help, "only"),
        texts(help.get("show")),
        texts(help.get("read")));
  }

  private static RuleDefinition rule(ObjectNode rule) {
    return new RuleDefinition(
        text(rule, "when", ""),
        optionalText(rule, "field"),
        label(rule.get("message")),
        isOn(rule, "after"));
  }
}
