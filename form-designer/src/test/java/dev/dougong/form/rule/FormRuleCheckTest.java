package dev.dougong.form.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.metadata.check.CandidateCheck;
import dev.dougong.engine.metadata.compile.Compilation;
import dev.dougong.engine.metadata.compile.MetadataCompiler;
import dev.dougong.engine.metadata.compile.Placements;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentKinds;
import dev.dougong.engine.metadata.document.DocumentSet;
import dev.dougong.engine.metadata.kind.EntityKind;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.record.FormRules;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.testkit.TestIds;
import dev.dougong.engine.testkit.TestMetadata;
import dev.dougong.form.form.FormKind;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FormRuleCheckTest {

  private static final FieldTypes TYPES = FieldTypes.onClassPath();
  private static final Document LEAD =
      TestMetadata.document(
          "entity",
          json(
              "{'key':'lead','fields':[{'key':'name','type':'text'},{'key':'purpose','type':'text'},"
                  + "{'key':'game','type':'text'},{'key':'stage','type':'stage','stages':[{'value':'new'},{'value':'won'}]},"
                  + "{'key':'gifts','type':'multiChoice','options':[{'value':'case'},{'value':'film'}]},"
                  + "{'key':'price','type':'money'},"
                  + "{'key':'twice','type':'formula','result':'money','expression':'price * 2'}]}"));

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private static Compilation check(String rules) {
    String form =
        "{'key':'counter','entity':'lead','layout':[{'visible':'price > 1','fields':['game',{'field':'gifts','span':2}]},"
            + "{'fields':['name','purpose','stage','twice']}],'rules':["
            + rules
            + "]}";
    return new CandidateCheck(
            new DocumentKinds(List.of(new EntityKind(TYPES), new FormKind(TYPES))),
            TYPES,
            new Expressions())
        .check(
            new MetadataCompiler.Input(
                Workspace.MAIN,
                1,
                ZoneOffset.UTC,
                new DocumentSet(List.of(LEAD, TestMetadata.document("form", json(form)))),
                new TestIds(),
                Placements.NONE));
  }

  private static List<String> problems(String rules) {
    return check(rules).problems().stream()
        .map(problem -> problem.code() + "@" + problem.place())
        .toList();
  }

  @Test
  void namesUnknownFieldsWithNearNames() {
    List<Problem> problems =
        check(
                "{'when':'purpse == \\'a\\'','show':['gmae'],'require':['nme']}"
                    .replace("\\'", "\\\""))
            .problems();
    assertThat(problems)
        .extracting(Problem::code, Problem::place, problem -> problem.arguments().get("near"))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "expression.unknownField", "/rules/0/when", List.of("purpose")),
            org.assertj.core.groups.Tuple.tuple(
                "metadata.unknownField", "/rules/0/show/0", List.of("game")),
            org.assertj.core.groups.Tuple.tuple(
                "metadata.unknownField", "/rules/0/require/0", List.of("name")));
  }

  @Test
  void wantsConditionsThatAreTrueOrFalse() {
    assertThat(problems("{'when':'price','show':['game']}"))
        .containsExactly("expression.resultType@/rules/0/when");
  }

  @Test
  void refusesRulesThatCannotWork() {
    assertThat(
            problems(
                "{'key':'a','when':'true','require':['price']},"
                    + "{'key':'a','when':'true'},"
                    + "{'when':'true','readOnly':['twice']},"
                    + "{'when':'true','offer':[{'field':'stage','values':['new','wno']}]},"
                    + "{'when':'true','offer':[{'field':'gifts','values':['flim']}]},"
                    + "{'when':'true','offer':[{'field':'twice','values':['x']}]},"
                    + "{'when':'true','set':[{'field':'twice','value':'1'}]},"
                    + "{'when':'true','set':[{'field':'price','value':'name'}]},"
                    + "{'when':'true','set':[{'field':'stage','value':'\\\"lots\\\"'}]}"))
        .containsExactly(
            "form.notInForm@/rules/0/require/0",
            "form.ruleTwice@/rules/1/key",
            "form.ruleDoesNothing@/rules/1",
            "form.notEntered@/rules/2/readOnly/0",
            "value.unknownOption@/rules/3/offer/0/values/1",
            "value.unknownOption@/rules/4/offer/0/values/0",
            "form.notEntered@/rules/5/offer/0/field",
            "form.notEntered@/rules/6/set/0/field",
            "expression.resultType@/rules/7/set/0/value",
            "value.unknownOption@/rules/8/set/0/value");
  }

  @Test
  void refusesUnknownPartsOfRules() {
    assertThat(problems("{'when':'true','shwo':['game']}"))
        .containsExactly("metadata.unknownProperty@/rules/0/shwo");
  }

  @Test
  void givesTheEngineWhatTheDocumentSays() {
    Compilation compilation =
        check(
            "{'when':'price > 5','show':['game'],'require':['game']},"
                + "{'when':'price > 9','show':['game'],'readOnly':['name'],"
                + "'offer':[{'field':'gifts','values':['film']}],'set':[{'field':'price','value':'3'}]}");
    assertThat(compilation.problems()).isEmpty();
    Metadata metadata = compilation.metadata();
    Entity lead = metadata.entity("lead");
    PublishedFormRules source = new PublishedFormRules();

    FormRules rules = Objects.requireNonNull(source.find(metadata, lead, "counter"));

    assertThat(rules.shown())
        .extracting(FormRules.Shown::fields)
        .containsExactly(Set.of(id(lead, "game"), id(lead, "gifts")), Set.of(id(lead, "game")));
    assertThat(rules.shown().get(1).any()).hasSize(2);
    assertThat(rules.rules().get(0).required()).containsExactly(id(lead, "game"));
    assertThat(rules.rules().get(1).readOnly()).containsExactly(id(lead, "name"));
    assertThat(rules.rules().get(1).offered()).isEqualTo(Map.of(id(lead, "gifts"), Set.of("film")));
    assertThat(rules.rules().get(1).values()).containsOnlyKeys(id(lead, "price"));
    assertThat(source.find(metadata, lead, "other")).isNull();
    assertThat(source.keys(metadata, lead)).containsExactly("counter");
  }

  private static int id(Entity entity, String key) {
    Field field = Objects.requireNonNull(entity.field(key));
    return field.id();
  }
}
