package dev.dougong.form.link.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.fieldtype.ReferenceTarget;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.NearNames;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.record.RecordRows;
import dev.dougong.form.link.FormLink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whether a form can be shared on these terms; tells all that is wrong. Thread-safe. */
final class TermsCheck {

  private static final int LONGEST_LABEL = 60;
  private static final int LONGEST_THANKS = 500;
  private static final long MOST = 1_000_000;

  private final FieldTypes types;
  private final RecordRows rows;
  private final Directory directory;

  TermsCheck(FieldTypes types, RecordRows rows, Directory directory) {
    this.types = types;
    this.rows = rows;
    this.directory = directory;
  }

  /** Gives the fixed values by field id. */
  Map<Integer, JsonNode> check(Access access, LinkedForm form, FormLink.Terms terms) {
    List<Problem> problems = new ArrayList<>();
    checkText("/label", terms.label(), LONGEST_LABEL, problems);
    checkText("/thanks", terms.thanks(), LONGEST_THANKS, problems);
    Instant end = terms.expiresAt();
    if (end != null && !end.isAfter(access.evaluation().now())) {
      problems.add(Problem.at("/expiresAt", "formLink.past").with("value", end.toString()));
    }
    Long most = terms.maxEntries();
    if (most != null && (most < 1 || most > MOST)) {
      problems.add(
          Problem.at("/maxEntries", "formLink.badNumber").with("value", most).with("max", MOST));
    }
    Map<Integer, JsonNode> fixed = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> value : terms.fixed().entrySet()) {
      Field field = fixable(form.entity(), value.getKey(), problems);
      if (field != null) {
        checkValue(access, field, value.getValue(), problems);
        fixed.put(field.id(), value.getValue());
      }
    }
    LinkedForm asShared = LinkedForm.of(access.metadata(), form.key(), fixed);
    if (asShared.offered().isEmpty()) {
      problems.add(Problem.of("formLink.nothingToFill"));
    }
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
    return fixed;
  }

  private static void checkText(String place, String text, int longest, List<Problem> problems) {
    if (text.length() > longest || text.indexOf('\0') >= 0) {
      problems.add(Problem.at(place, "formLink.badText").with("max", longest));
    }
  }

  private static @Nullable Field fixable(Entity entity, String key, List<Problem> problems) {
    Field field = entity.field(key);
    String place = "/fixed" + Problem.pointer(key);
    if (field == null) {
      List<String> keys = entity.allFields().stream().map(Field::key).toList();
      problems.add(
          Problem.at(place, "record.unknownField")
              .with("field", key)
              .near(NearNames.near(key, keys)));
      return null;
    }
    if (!LinkedForm.mayBeFixed(field)) {
      problems.add(Problem.at(place, "formLink.notFixable").with("value", key));
      return null;
    }
    return field;
  }

  private void checkValue(Access access, Field field, JsonNode json, List<Problem> problems) {
    String place = "/fixed" + Problem.pointer(field.key());
    int before = problems.size();
    Object value =
        field
            .type()
            .parse(
                json,
                field.definition(),
                types.parsing(
                    access.metadata().zone(), problem -> problems.add(problem.below(place))));
    if (problems.size() == before && value == null) {
      problems.add(Problem.at(place, "formLink.noValue").with("value", field.key()));
    }
    for (Object one : value instanceof List<?> many ? many : List.of(value == null ? "" : value)) {
      if (one instanceof UUID id && !isThere(access, field, id)) {
        problems.add(Problem.at(place, "record.referenceNotFound").with("label", field.key()));
      }
    }
  }

  private boolean isThere(Access access, Field field, UUID id) {
    ReferenceTarget target = field.target();
    if (target instanceof ReferenceTarget.ToEntity to) {
      Entity entity = access.metadata().entity(to.entity());
      return rows.find(access, entity, List.of(id)).containsKey(id);
    }
    return target instanceof ReferenceTarget.ToUser
        ? directory.userName(id) != null
        : directory.orgUnitName(id, access.locale()) != null;
  }
}
