package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.definition.EntityReader;
import dev.dougong.engine.definition.PageDefinition;
import dev.dougong.engine.definition.PageDefinition.Help;
import dev.dougong.engine.definition.PageDefinition.Tap;
import dev.dougong.engine.definition.PageDefinition.Words;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.query.ReaderScope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a record's page offers to tap on and to look up, as far as the reader may know it. */
record PageParts(Access access, Expressions expressions, FieldSight sight) {

  static PageParts of(Access access, Expressions expressions) {
    return new PageParts(access, expressions, new FieldSight(access));
  }

  /** Adds {@code taps} and {@code help} to what is told of an entity, where there are any. */
  void add(Entity entity, ObjectNode node) {
    PageDefinition page = EntityReader.page(entity.definition());
    ArrayNode taps = node.arrayNode();
    page.taps().forEach(tap -> tap(entity, tap, taps));
    if (!taps.isEmpty()) {
      node.set("taps", taps);
    }
    ArrayNode help = node.arrayNode();
    page.help().forEach(one -> help(entity, one, help));
    if (!help.isEmpty()) {
      node.set("help", help);
    }
  }

  private void tap(Entity entity, Tap tap, ArrayNode taps) {
    if (!sight.isWhole(entity, tap.field())) {
      return;
    }
    ObjectNode node = taps.addObject().put("field", tap.field());
    Words words = tap.words();
    Entity other = words == null ? null : open(words.entity());
    if (words != null
        && other != null
        && sight.isWhole(other, words.field())
        && isReadable(words.filter(), other)) {
      ObjectNode from = node.putObject("words").put("entity", other.key());
      from.put("field", words.field());
      if (words.filter() != null) {
        from.put("filter", words.filter());
      }
    }
  }

  private void help(Entity entity, Help help, ArrayNode all) {
    Entity other = open(help.entity());
    if (other == null || !isReadable(help.filter(), other)) {
      return;
    }
    ObjectNode node = all.addObject().put("entity", other.key());
    ObjectNode label = node.objectNode();
    help.label().texts().forEach(label::put);
    if (!label.isEmpty()) {
      node.set("label", label);
    }
    if (help.filter() != null) {
      node.put("filter", help.filter());
    }
    node.put("only", help.isOnly());
    ArrayNode match = node.putArray("match");
    for (PageDefinition.Match one : help.match()) {
      if (sight.isWhole(other, one.field()) && isKnown(one.with(), entity, null)) {
        match.addObject().put("field", one.field()).put("with", one.with());
      }
    }
    shown(other, help.show(), node.putArray("show"));
    shown(other, help.read(), node.putArray("read"));
  }

  private void shown(Entity entity, List<String> keys, ArrayNode shown) {
    for (String key : keys) {
      if (sight.isShown(entity, key)) {
        shown.add(key);
      }
    }
  }

  private @Nullable Entity open(String key) {
    Entity entity = access.metadata().findEntity(key);
    return entity == null || access.entity(entity).isNone() ? null : entity;
  }

  private boolean isReadable(@Nullable String filter, Entity entity) {
    return filter == null || isKnown(filter, entity, ValueType.BOOLEAN);
  }

  private boolean isKnown(String text, Entity entity, @Nullable ValueType type) {
    return expressions.check(text, new ReaderScope(access, entity), type).expression() != null;
  }
}
