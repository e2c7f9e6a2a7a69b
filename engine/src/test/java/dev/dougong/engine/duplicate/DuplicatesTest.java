package dev.dougong.engine.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.definition.DuplicateRule;
import dev.dougong.engine.duplicate.Duplicates.Found;
import dev.dougong.engine.duplicate.Duplicates.Group;
import dev.dougong.engine.duplicate.Duplicates.Query;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.InputException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DuplicatesTest {

  private People people;

  @BeforeEach
  void open() {
    people = new People();
  }

  private Found find(Access access, @Nullable String rule, int limit, @Nullable String after) {
    return people.duplicates.find(access, new Query("person", rule, limit, after));
  }

  private List<Group> all(Access access) {
    List<Group> groups = new ArrayList<>();
    String after = null;
    do {
      Found found = find(access, null, 1, after);
      groups.addAll(found.groups());
      after = found.next();
    } while (after != null);
    assertThat(groups).isEqualTo(find(access, null, 100, null).groups());
    return groups;
  }

  @Test
  void findsEqualValuesAndAlikeNamesRuleByRule() {
    UUID a = people.add("{'name':'张伟','phone':'13800000001'}");
    UUID b = people.add("{'name':'李四','phone':'+86 138-0000-0001'}");
    people.add("{'name':'王五','phone':'13800000002'}");
    UUID c = people.add("王小明", "1990-01-01");
    UUID d = people.add("王晓明", "1990-01-01");
    UUID e = people.add("王小鸣", "1990-01-01");
    people.add("赵大红", "1990-01-01");
    people.add("王小明", "1990-01-02");

    assertThat(all(people.everything()))
        .containsExactly(
            new Group("samePhone", List.of(a, b), 2),
            new Group("nameAndBirthday", List.of(c, d, e), 3));
    assertThat(find(people.everything(), "nameAndBirthday", 10, null).groups()).hasSize(1);
  }

  @Test
  void pagesThroughManyGroupsWithoutLosingOrRepeatingOne() {
    Set<UUID> expected = new HashSet<>();
    for (int i = 0; i < 130; i++) {
      expected.add(people.add("{'phone':'%d'}".formatted(13_800_000_000L + i)));
      expected.add(people.add("{'phone':'%d'}".formatted(13_800_000_000L + i)));
    }
    Set<UUID> seen = new HashSet<>();
    String after = null;
    do {
      Found found = find(people.everything(), null, 7, after);
      for (Group group : found.groups()) {
        for (UUID record : group.records()) {
          assertThat(seen.add(record)).isTrue();
        }
      }
      after = found.next();
    } while (after != null);
    assertThat(seen).isEqualTo(expected);
  }

  @Test
  void neverShowsPairsAgainThatSomebodyToldToBeDifferent() {
    UUID a = people.add("王小明", "1990-01-01");
    UUID b = people.add("王晓明", "1990-01-01");
    UUID c = people.add("王小鸣", "1990-01-01");

    assertThat(people.duplicates.dismiss(people.everything(), "person", List.of(c, a)))
        .isEqualTo(1);
    assertThat(people.duplicates.dismiss(people.everything(), "person", List.of(a, c))).isZero();
    assertThat(all(people.everything())).hasSize(1); // b still connects them
    people.duplicates.dismiss(people.everything(), "person", List.of(b, c));
    assertThat(all(people.everything()))
        .containsExactly(new Group("nameAndBirthday", List.of(a, b), 2));
    people.duplicates.dismiss(people.everything(), "person", List.of(a, b, c));
    assertThat(all(people.everything())).isEmpty();
    assertThat(people.duplicates.recall(people.everything(), "person", List.of(a, b, c)))
        .isEqualTo(3);
    assertThat(all(people.everything())).hasSize(1);
  }

  @Test
  void looksOnlyAtWhatTheReaderMayRead() {
    people.add("{'name':'a','phone':'13800000001','city':'x'}");
    UUID hidden = people.add("{'name':'b','phone':'13800000001','city':'y'}");
    UUID seen = people.add("{'name':'c','phone':'13800000001','city':'x'}");

    Access limited = people.everything().reading("person", "city == \"x\"");
    assertThat(all(limited)).hasSize(1);
    assertThat(all(limited).get(0).records()).hasSize(2).doesNotContain(hidden);
    assertThatThrownBy(() -> people.duplicates.dismiss(limited, "person", List.of(hidden, seen)))
        .isInstanceOf(AccessException.class);
    assertThatThrownBy(
            () ->
                people.duplicates.dismiss(
                    people.everything().updating("person", "false"),
                    "person",
                    List.of(hidden, seen)))
        .isInstanceOf(AccessException.class);
    Access blind = people.everything().with("person", "phone", FieldAccess.HIDDEN);
    assertThat(people.duplicates.rules(blind, "person"))
        .extracting(DuplicateRule::key)
        .containsExactly("nameAndBirthday");
    assertThat(all(blind)).isEmpty();
  }

  @Test
  void namesTheFirstOfValuesThatSayNothing() {
    for (int i = 0; i < 520; i++) {
      people.add("{'name':'n','phone':'13800000000','birthday':'1970-01-01'}");
    }
    Found found = find(people.everything(), null, 10, null);
    assertThat(found.groups()).hasSize(1);
    assertThat(found.groups().get(0).records()).hasSize(Duplicates.MAX_NAMED);
    assertThat(found.groups().get(0).count()).isEqualTo(520);
    assertThat(found.tooCommon()).isEqualTo(2);
  }

  @Test
  void refusesWhatIsNotARuleAPageOrAPlaceInOne() {
    Access access = people.everything();
    assertThatThrownBy(() -> find(access, "nope", 10, null)).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> find(access, null, 0, null)).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> find(access, null, 101, null)).isInstanceOf(InputException.class);
    for (String after : List.of("x", "WyJub3BlIl0", "bnVsbA", "WyJzYW1lUGhvbmUiLCJhIiwiYiJd")) {
      assertThatThrownBy(() -> find(access, null, 10, after)).isInstanceOf(InputException.class);
    }
    UUID one = people.add("a", "1990-01-01");
    assertThatThrownBy(() -> people.duplicates.dismiss(access, "person", List.of(one, one)))
        .isInstanceOf(InputException.class);
  }
}
