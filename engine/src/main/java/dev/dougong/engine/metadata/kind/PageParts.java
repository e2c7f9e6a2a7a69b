package dev.dougong.engine.metadata.kind;

import dev.dougong.engine.definition.PageDefinition;
import dev.dougong.engine.definition.PageDefinition.Help;
import dev.dougong.engine.definition.PageDefinition.Match;
import dev.dougong.engine.definition.PageDefinition.Tap;
import dev.dougong.engine.definition.PageDefinition.Words;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.ScopeField;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.document.Candidate;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks what a page names besides key figures and timeline: taps and help. */
final class PageParts {

  private final Candidate candidate;
  private final Entity entity;

  PageParts(Candidate candidate, Entity entity) {
    this.candidate = candidate;
    this.entity = entity;
  }

  void check(PageDefinition page, ProblemSink problems) {
    for (int i = 0; i < page.taps().size(); i++) {
      tap(page.taps().get(i), "/page/taps/" + i, problems);
    }
    for (int i = 0; i < page.help().size(); i++) {
      help(page.help().get(i), "/page/help/" + i, problems);
    }
  }

  private void tap(Tap tap, String place, ProblemSink problems) {
    if (candidate.hasField(entity, tap.field(), place + "/field", problems)) {
      Field field = entity.field(tap.field());
      if (field != null && (field.kind() != ValueKind.TEXT_LIST || !field.isWritable())) {
        problems.add(Problem.at(place + "/field", "metadata.notTapped").with("value", tap.field()));
      }
    }
    Words words = tap.words();
    Entity other =
        words == null ? null : candidate.entity(words.entity(), place + "/words/entity", problems);
    if (words == null || other == null) {
      return;
    }
    if (candidate.hasField(other, words.field(), place + "/words/field", problems)) {
      Field word = other.field(words.field());
      if (word != null && word.kind() != ValueKind.TEXT) {
        problems.add(
            Problem.at(place + "/words/field", "metadata.notWord").with("value", words.field()));
      }
    }
    filter(words.filter(), other, place + "/words/filter", problems);
  }

  private void help(Help help, String place, ProblemSink problems) {
    Entity other = candidate.entity(help.entity(), place + "/entity", problems);
    if (other == null) {
      return;
    }
    filter(help.filter(), other, place + "/filter", problems);
    for (int i = 0; i < help.match().size(); i++) {
      match(help.match().get(i), other, place + "/match/" + i, problems);
    }
    fields(help.show(), other, place + "/show/", problems);
    fields(help.read(), other, place + "/read/", problems);
  }

  private void match(Match match, Entity other, String place, ProblemSink problems) {
    Expression with =
        candidate.expression(match.with(), entity.scope(), null, place + "/with", problems);
    if (!candidate.hasField(other, match.field(), place + "/field", problems) || with == null) {
      return;
    }
    ScopeField field = other.scope().field(match.field());
    if (field != null && !one(field.type()).equals(one(with.type()))) {
      problems.add(
          Problem.at(place + "/with", "metadata.notAlike")
              .with("value", match.with())
              .with("field", match.field()));
    }
  }

  /** What one of the values is, of a list or alone. */
  private static ValueType one(ValueType type) {
    String target = type.target();
    if (type.kind() == ValueKind.REFERENCE_LIST && target != null) {
      return ValueType.reference(target);
    }
    return type.kind() == ValueKind.TEXT_LIST ? ValueType.TEXT : type;
  }

  private void fields(List<String> keys, Entity other, String place, ProblemSink problems) {
    for (int i = 0; i < keys.size(); i++) {
      candidate.hasField(other, keys.get(i), place + i, problems);
    }
  }

  private void filter(@Nullable String text, Entity other, String place, ProblemSink problems) {
    if (text != null) {
      candidate.expression(text, other.scope(), ValueType.BOOLEAN, place, problems);
    }
  }
}
