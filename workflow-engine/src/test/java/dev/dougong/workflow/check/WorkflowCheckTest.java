package dev.dougong.workflow.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.metadata.publish.PublishOptions;
import dev.dougong.engine.problem.ProblemException;
import dev.dougong.engine.testkit.TestWorkspace;
import dev.dougong.workflow.message.Channels;
import dev.dougong.workflow.node.NodeTypes;
import dev.dougong.workflow.trigger.TriggerTypes;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A workflow that is wrong is told what is wrong, and where, all at once. */
class WorkflowCheckTest {

  private final TestWorkspace workspace =
      new TestWorkspace(
          List.of(
              new WorkflowKind(
                  NodeTypes.onClassPath(), TriggerTypes.onClassPath(), Channels.onClassPath())));

  @BeforeEach
  void publish() {
    workspace.publish(
        """
        {"key":"lead","fields":[{"key":"name","type":"text"},{"key":"visits","type":"integer"},
          {"key":"born","type":"date"},{"key":"stage","type":"choice","options":[{"value":"new"}]},
          {"key":"twice","type":"formula","result":"integer","expression":"visits * 2"}]}
        """);
  }

  private List<String> problems(String trigger, String nodes) {
    String document =
        ("{'key':'broken','trigger':{" + trigger + "},'nodes':[" + nodes + "]}").replace('\'', '"');
    try {
      var name = workspace.draft("workflow", document);
      var unused = workspace.publishing.publish(List.of(name), PublishOptions.by(null));
    } catch (ProblemException e) {
      return e.problems().stream().map(p -> p.code() + "@" + p.place()).distinct().toList();
    }
    return List.of();
  }

  private List<String> nodes(String nodes) {
    return problems("'type':'record','entity':'lead','on':['created']", nodes);
  }

  @Test
  void isFineWhereAllIsRight() {
    assertThat(
            nodes(
                "{'id':'copy','type':'create','entity':'lead','values':{'name':'record.name'},'next':'say'},"
                    + "{'id':'say','type':'message','channel':'console','to':'copy.name','body':'{{ copy.visits }}'}"))
        .isEmpty();
  }

  @Test
  void tellsAllProblemsOfNodes() {
    assertThat(
            nodes(
                "{'id':'record','type':'stop'},"
                    + "{'id':'a','type':'stop','next':'nowhere'},"
                    + "{'id':'a','type':'delay','for':'P1D','until':'now()'},"
                    + "{'id':'b','type':'update','values':{'nam':'1','twice':'2','visits':'record.name'}},"
                    + "{'id':'c','type':'message','channel':'pigeon','to':'record.visits','body':'{{record.nam}}'},"
                    + "{'id':'d','type':'task','title':'t','role':'boss','outcomes':[{'value':'y'},{'value':'y','next':'z'}]},"
                    + "{'id':'e','type':'task','title':'t'},"
                    + "{'id':'f','type':'update','record':'record.name','values':{}},"
                    + "{'id':'g','type':'create','entity':'led','values':{}},"
                    + "{'id':'h','type':'condition','when':'record.visits','then':'y'}"))
        .containsExactlyInAnyOrder(
            "workflow.reservedName@/nodes/0/id",
            "workflow.unknownNode@/nodes/1/next",
            "workflow.duplicateNode@/nodes/2/id",
            "workflow.oneOf@/nodes/2",
            "metadata.unknownField@/nodes/3/values/nam",
            "workflow.notWritable@/nodes/3/values/twice",
            "expression.resultType@/nodes/3/values/visits",
            "workflow.unknownChannel@/nodes/4/channel",
            "workflow.notAnAddress@/nodes/4/to",
            "expression.unknownField@/nodes/4/body",
            "metadata.unknownDocument@/nodes/5/role",
            "metadata.duplicateKey@/nodes/5/outcomes/1/value",
            "workflow.unknownNode@/nodes/5/outcomes/1/next",
            "workflow.taskForNobody@/nodes/6",
            "workflow.notARecord@/nodes/7/record",
            "metadata.unknownEntity@/nodes/8/entity",
            "expression.resultType@/nodes/9/when",
            "workflow.unknownNode@/nodes/9/then");
  }

  @Test
  void tellsProblemsOfTriggers() {
    String stop = "{'id':'a','type':'stop'}";
    assertThat(
            problems(
                "'type':'record','entity':'lead','on':['updated'],'fields':['nam'],'when':'nam'",
                stop))
        .containsExactlyInAnyOrder(
            "metadata.unknownField@/trigger/fields/0", "expression.unknownField@/trigger/when");
    assertThat(problems("'type':'record','entity':'led','on':['created'],'when':'x'", stop))
        .containsExactly("metadata.unknownEntity@/trigger/entity");
    assertThat(problems("'type':'manual','when':'true','roles':['boss']", stop))
        .containsExactlyInAnyOrder(
            "workflow.noRecord@/trigger/when", "metadata.unknownDocument@/trigger/roles/0");
    assertThat(
            problems(
                "'type':'record','entity':'lead','on':['created'],'batch':'once'",
                "{'id':'a','type':'update','values':{'name':'record.name'}}"))
        .containsExactlyInAnyOrder("workflow.noRecord@/nodes/0/record");
  }

  @Test
  void tellsProblemsOfTriggersByTime() {
    String stop = "{'id':'a','type':'stop'}";
    assertThat(problems("'type':'date','entity':'lead','field':'name'", stop))
        .containsExactly("workflow.notADate@/trigger/field");
    assertThat(problems("'type':'idle','entity':'lead','since':'born','after':'P7D'", stop))
        .containsExactly("workflow.notADate@/trigger/since");
    assertThat(
            problems(
                "'type':'dwell','entity':'lead','field':'stage','value':'old','after':'P3D'", stop))
        .containsExactly("metadata.unknownValue@/trigger/value");
    assertThat(
            problems(
                "'type':'dwell','entity':'lead','field':'visits','value':'1','after':'P3D'", stop))
        .containsExactly("workflow.notAChoice@/trigger/field");
    assertThat(problems("'type':'date','entity':'lead','field':'born','offset':'soon'", stop))
        .isNotEmpty();
    assertThat(problems("'type':'date','entity':'lead','field':'born','time':'25:00'", stop))
        .isNotEmpty();
    assertThat(problems("'type':'date','entity':'lead','field':'born','offset':'-P1D'", stop))
        .isEmpty();
  }

  @Test
  void refusesTypesAndPropertiesThatNobodyKnows() {
    assertThat(nodes("{'id':'a','type':'pigeon'}")).isNotEmpty();
    assertThat(nodes("{'id':'a','type':'stop','colour':'red'}")).isNotEmpty();
    assertThat(problems("'type':'record','on':['created']", "{'id':'a','type':'stop'}"))
        .isNotEmpty();
  }

  @Test
  void tellsWhatIsWrongWithApprovers() {
    assertThat(
            nodes(
                "{'id':'a','type':'approval','title':'t','approvers':["
                    + "{'user':'record.owner','role':'admin'},{},{'user':'record.name'},"
                    + "{'role':'boss'},{'role':'admin','within':'record.orgUnit','nearest':'record.orgUnit'},"
                    + "{'user':'record.owner','everyone':true}],"
                    + "'returnTo':['z'],'rejected':'y','withdrawn':'x','requester':'record.name',"
                    + "'onOverdue':{'do':'escalate'}}"))
        .containsExactlyInAnyOrder(
            "workflow.oneOf@/nodes/0/approvers/0",
            "workflow.oneOf@/nodes/0/approvers/1",
            "expression.resultType@/nodes/0/approvers/2/user",
            "metadata.unknownDocument@/nodes/0/approvers/3/role",
            "workflow.oneOf@/nodes/0/approvers/4",
            "workflow.oneOf@/nodes/0/approvers/5",
            "workflow.unknownNode@/nodes/0/returnTo/0",
            "workflow.unknownNode@/nodes/0/rejected",
            "workflow.unknownNode@/nodes/0/withdrawn",
            "expression.resultType@/nodes/0/requester",
            "workflow.oneOf@/nodes/0/onOverdue");
  }
}
