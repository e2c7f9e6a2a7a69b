package dev.dougong.engine.guide.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dougong.engine.guide.Guides;
import dev.dougong.engine.guide.Guides.Order;
import dev.dougong.engine.guide.Guides.Question;
import dev.dougong.engine.guide.Guides.Standing;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.record.EntityRecord;
import dev.dougong.engine.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GuidesTest {

  private static final String FIRST =
      """
      {"key":"first","label":{"zh":"第一天"},"roles":["clerk"],"order":1,"steps":[
        {"key":"make","label":{"zh":"登记"},"open":{"new":"customer"},
         "done":{"entity":"customer","filter":"owner == user() && name != \\"试\\""}},
        {"key":"read","label":{"zh":"读手册"}},
        {"key":"goal","label":{"zh":"看目标"},"open":{"entity":"target"}},
        {"key":"staff","label":{"zh":"同事"},"open":{"page":"people"}},
        {"key":"hush","label":{"zh":"机密"},"done":{"entity":"customer","filter":"secret == \\"x\\""}}]}
      """;
  private static final String ALL =
      """
      {"key":"all","label":{"zh":"大家"},"order":0,"steps":[
        {"key":"tasks","label":{"zh":"看待办"},"open":{"page":"tasks"}}]}
      """;
  private static final String ADMINS =
      """
      {"key":"admins","label":{"zh":"老板"},"roles":["admin"],"steps":[
        {"key":"staff","label":{"zh":"同事"},"open":{"page":"people"}},
        {"key":"board","label":{"zh":"看板"},"open":{"dashboard":"none"}}]}
      """;

  private GuideDesk desk;
  private Guides guides;

  @BeforeEach
  void open() {
    desk = new GuideDesk(FIRST, ALL);
    guides = desk.node();
    desk.person("wang", "clerk");
    desk.person("li", "clerk");
    desk.person("zhao", "boss");
    desk.person("root", "admin");
    desk.person("guest");
  }

  private List<String> looked(String username) {
    return GuideDesk.steps(guides.look(desk.as(username)));
  }

  @Test
  void peopleHaveTheStepsThatTheirRightsReach() {
    assertThat(looked("wang")).containsExactly("all.tasks", "first.make", "first.read");
    assertThat(looked("zhao"))
        .containsExactly("all.tasks", "first.make", "first.read", "first.goal");
    assertThat(looked("guest")).containsExactly("all.tasks");
    assertThat(looked("root")).as("a clerk's guide is no administrator's").hasSize(1);
  }

  @Test
  void dashboardThatIsNotOpenIsNoStepAndPagesOfAdministratorsAreTheirs() {
    desk.workspace.know("dashboard", "{\"key\":\"none\",\"widgets\":[]}");
    desk.workspace.know("guide", ADMINS);
    desk.workspace.snapshots.reload();
    assertThat(looked("root")).containsExactly("all.tasks", "admins.staff");
  }

  @Test
  void recordShowsAStepOnlyToWhoMaySeeItAndItStaysDone() {
    desk.customer("li", "王芳");
    desk.customer("wang", "试");
    assertThat(looked("wang")).contains("first.make").doesNotContain("first.make ✓");

    EntityRecord made = desk.customer("wang", "李明");
    assertThat(GuideDesk.steps(guides.of(desk.as("wang")))).contains("first.make ✓");
    assertThat(desk.kept()).as("reading keeps nothing").isZero();
    assertThat(looked("wang")).contains("first.make ✓");
    assertThat(desk.kept()).isEqualTo(1);

    desk.delete(made);
    assertThat(GuideDesk.steps(guides.of(desk.as("wang")))).contains("first.make ✓");
    assertThat(looked("zhao")).contains("first.make");
  }

  @Test
  void tickIsTakenBackAndSecondTicksChangeNothing() {
    guides.tick(desk.as("wang"), "first", "read", true);
    guides.tick(desk.as("wang"), "first", "read", true);
    assertThat(looked("wang")).contains("first.read ✓");
    assertThat(looked("li")).contains("first.read");

    guides.tick(desk.as("wang"), "first", "read", false);
    guides.tick(desk.as("wang"), "first", "read", false);
    assertThat(looked("wang")).contains("first.read");
    assertThat(desk.kept()).isZero();
  }

  @Test
  void onlyOwnStepsWithoutEvidenceAreTicked() {
    InputException refusal =
        catchThrowableOfType(
            InputException.class, () -> guides.tick(desk.as("wang"), "first", "make", true));
    assertThat(refusal.problems()).extracting("code").containsExactly("guide.notTicked");
    for (String step : List.of("goal", "staff", "hush", "nothing")) {
      assertThatThrownBy(() -> guides.tick(desk.as("wang"), "first", step, true))
          .as(step)
          .isInstanceOf(AccessException.class);
    }
    assertThat(desk.kept()).isZero();
  }

  @Test
  void tabsAndNodesThatLookAtOnceKeepOneRow() throws Exception {
    desk.customer("wang", "李明");
    ExecutorService tabs = Executors.newFixedThreadPool(8);
    try {
      List<Callable<List<String>>> looks = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        Guides node = desk.node();
        boolean isTick = i % 3 == 0;
        looks.add(
            () -> {
              if (isTick) {
                node.tick(desk.as("wang"), "first", "read", true);
              }
              return GuideDesk.steps(node.look(desk.as("wang")));
            });
      }
      for (Future<List<String>> look : tabs.invokeAll(looks)) {
        assertThat(look.get()).contains("first.make ✓");
      }
    } finally {
      tabs.shutdown();
    }
    assertThat(desk.kept()).isEqualTo(2);
  }

  @Test
  void renamedGuideAndStepKeepWhatIsDone() {
    guides.tick(desk.as("wang"), "first", "read", true);
    desk.publish(
        "guide",
        """
        {"key":"begin","label":{"zh":"开始"},"roles":["clerk"],"formerKeys":["first"],"steps":[
          {"key":"manual","label":{"zh":"读手册"},"formerKeys":["read"]}]}
        """);
    assertThat(looked("wang")).contains("begin.manual ✓");
  }

  @Test
  void whatIsPutAwayIsFoundAgain() {
    assertThat(guides.of(desk.as("wang")).isPutAway()).isFalse();
    guides.putAway(desk.as("wang"), true);
    guides.putAway(desk.as("wang"), true);
    assertThat(guides.of(desk.as("wang")).isPutAway()).isTrue();
    assertThat(guides.of(desk.as("li")).isPutAway()).isFalse();
    guides.putAway(desk.as("wang"), false);
    assertThat(guides.of(desk.as("wang")).isPutAway()).isFalse();
  }

  private static Question question(Order order, boolean isDescending, @Nullable String after) {
    return new Question(null, null, order, isDescending, after, 2);
  }

  private List<String> standings(Order order, boolean isDescending) {
    List<String> all = new ArrayList<>();
    String after = null;
    do {
      Guides.Page page = guides.progress(desk.as("root"), question(order, isDescending, after));
      for (Standing one : page.items()) {
        all.add(one.username() + " " + one.done() + "/" + one.steps());
      }
      assertThat(page.people()).isEqualTo(after == null ? 5 : page.people());
      after = page.next();
    } while (after != null);
    return all;
  }

  @Test
  void administratorsSeeHowFarEverybodyIs() {
    desk.customer("wang", "李明");
    looked("wang");
    guides.tick(desk.as("guest"), "all", "tasks", true);
    assertThat(standings(Order.NAME, false))
        .containsExactly("guest 1/1", "li 0/3", "root 0/1", "wang 1/3", "zhao 0/4");
    assertThat(standings(Order.SHARE, true))
        .containsExactly("guest 1/1", "wang 1/3", "li 0/3", "root 0/1", "zhao 0/4");
    assertThat(standings(Order.SHARE, false)).startsWith("li 0/3").endsWith("guest 1/1");
    assertThat(standings(Order.LAST, true)).startsWith("guest 1/1", "wang 1/3");

    Guides.Page page =
        guides.progress(desk.as("root"), new Question("WANG的", null, Order.NAME, false, null, 50));
    assertThat(page.items()).hasSize(1);
    Standing wang = page.items().get(0);
    assertThat(wang.lastAt()).isNotNull();
    assertThat(Objects.requireNonNull(wang.next()).step().texts()).containsEntry("zh", "看待办");
    assertThat(guides.progress(desk.as("root"), question(Order.NAME, false, null)).finished())
        .isEqualTo(1);
  }

  @Test
  void progressIsForAdministratorsAndWithoutGuidesThereIsNobody() {
    assertThatThrownBy(() -> guides.progress(desk.as("zhao"), question(Order.NAME, false, null)))
        .isInstanceOf(AccessException.class);
    assertThatThrownBy(() -> guides.progress(desk.as("root"), question(Order.NAME, false, "x")))
        .isInstanceOf(InputException.class);
    GuideDesk bare = new GuideDesk();
    bare.person("root", "admin");
    Guides none = bare.node();
    assertThat(none.look(bare.as("root")).guides()).isEmpty();
    assertThat(none.progress(bare.as("root"), question(Order.NAME, false, null)).items()).isEmpty();
  }

  @Test
  void whoGoesTakesTheirStepsAlong() {
    guides.tick(desk.as("wang"), "first", "read", true);
    guides.putAway(desk.as("wang"), true);
    desk.statements.update(
        Sql.of("delete from ").add(desk.schema()).add(".app_user where username = 'wang'"));
    assertThat(desk.kept()).isZero();
  }
}
