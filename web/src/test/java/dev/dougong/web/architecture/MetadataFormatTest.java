package dev.dougong.web.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.definition.EntityDefinition;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.guide.GuideKind;
import dev.dougong.engine.metadata.check.CandidateCheck;
import dev.dougong.engine.metadata.compile.Compilation;
import dev.dougong.engine.metadata.compile.Ids;
import dev.dougong.engine.metadata.compile.MetadataCompiler;
import dev.dougong.engine.metadata.compile.Placements;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentJson;
import dev.dougong.engine.metadata.document.DocumentKind;
import dev.dougong.engine.metadata.document.DocumentKinds;
import dev.dougong.engine.metadata.document.DocumentSet;
import dev.dougong.engine.metadata.kind.AppKind;
import dev.dougong.engine.metadata.kind.EntityKind;
import dev.dougong.engine.metadata.kind.MenuKind;
import dev.dougong.engine.metadata.kind.RoleKind;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.testkit.Asvs;
import dev.dougong.form.form.FormKind;
import dev.dougong.form.view.ViewKind;
import dev.dougong.form.viewtype.ViewTypes;
import dev.dougong.report.chart.ChartSlot;
import dev.dougong.report.chart.ChartType;
import dev.dougong.report.chart.ChartTypes;
import dev.dougong.report.dashboard.DashboardKind;
import dev.dougong.report.report.ReportKind;
import dev.dougong.report.subscription.SubscriptionKind;
import dev.dougong.workflow.check.WorkflowKind;
import dev.dougong.workflow.connector.ConnectorKind;
import dev.dougong.workflow.contact.ContactRuleKind;
import dev.dougong.workflow.event.EventStreamKind;
import dev.dougong.workflow.hook.HookKind;
import dev.dougong.workflow.hook.HookProtocols;
import dev.dougong.workflow.message.Channels;
import dev.dougong.workflow.node.NodeTypes;
import dev.dougong.workflow.outgoing.OutgoingHosts;
import dev.dougong.workflow.pool.PoolKind;
import dev.dougong.workflow.segment.SegmentKind;
import dev.dougong.workflow.sync.SyncKind;
import dev.dougong.workflow.task.TaskLogKind;
import dev.dougong.workflow.trigger.TriggerTypes;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of the format: its tables come from the schemas, its examples can be published. */
class MetadataFormatTest {

  private static final Path PAGE = Path.of("../docs/metadata-format.md");
  private static final Pattern TABLE =
      Pattern.compile("<!-- ([a-zA-Z]+) -->\n(.*?)<!-- end -->", Pattern.DOTALL);
  private static final Pattern EXAMPLE =
      Pattern.compile("```json ([a-zA-Z]+)\n(.*?)```", Pattern.DOTALL);

  private static final FieldTypes TYPES = FieldTypes.onClassPath();
  private static final Channels CHANNELS = Channels.onClassPath();
  private static final DocumentKind WORKFLOW =
      new WorkflowKind(NodeTypes.onClassPath(), TriggerTypes.onClassPath(), CHANNELS);
  private static final DocumentKind VIEW = new ViewKind(ViewTypes.onClassPath());
  private static final List<DocumentKind> KINDS =
      List.of(
          new AppKind(),
          new EntityKind(TYPES),
          new RoleKind(),
          new MenuKind(),
          new FormKind(TYPES),
          VIEW,
          new ReportKind(ChartTypes.onClassPath()),
          new DashboardKind(),
          new SubscriptionKind(),
          new SegmentKind(),
          new EventStreamKind(),
          new PoolKind(),
          new ContactRuleKind(),
          new TaskLogKind(),
          new GuideKind(),
          new HookKind(HookProtocols.onClassPath()),
          new ConnectorKind(CHANNELS, new OutgoingHosts(List.of(), InetAddress::getAllByName)),
          new SyncKind(CHANNELS),
          WORKFLOW);

  @Asvs({"2.1.1", "8.1.2"})
  @Test
  void tablesAreThoseOfTheSchemas() throws IOException {
    String page = Files.readString(PAGE);
    Matcher matcher = TABLE.matcher(page);
    StringBuilder expected = new StringBuilder();
    List<String> seen = new ArrayList<>();
    while (matcher.find()) {
      String name = matcher.group(1);
      seen.add(name);
      String table = "<!-- " + name + " -->\n" + table(name) + "<!-- end -->";
      matcher.appendReplacement(expected, Matcher.quoteReplacement(table));
    }
    matcher.appendTail(expected);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, expected);
    }

    assertThat(seen).containsAll(KINDS.stream().map(DocumentKind::id).toList());
    assertThat(Files.readString(PAGE)).isEqualTo(expected.toString());
  }

  @Test
  void examplesCanBePublishedTogether() throws IOException {
    List<Document> documents = new ArrayList<>();
    Matcher matcher = EXAMPLE.matcher(Files.readString(PAGE));
    while (matcher.find()) {
      ObjectNode content = DocumentJson.read(matcher.group(2));
      documents.add(new Document(matcher.group(1), content.path("key").asText(), content));
    }

    Compilation compilation =
        new CandidateCheck(new DocumentKinds(KINDS), TYPES, new Expressions())
            .check(
                new MetadataCompiler.Input(
                    Workspace.MAIN,
                    1,
                    ZoneOffset.UTC,
                    new DocumentSet(documents),
                    new CountedIds(),
                    Placements.NONE));

    assertThat(documents).hasSizeGreaterThanOrEqualTo(KINDS.size());
    assertThat(compilation.problems()).isEmpty();
  }

  private static String chartTypes() {
    StringBuilder table =
        new StringBuilder("| type | slot | holds | how many |\n|---|---|---|---|\n");
    for (ChartType type : ChartTypes.onClassPath().all()) {
      for (ChartSlot slot : type.slots()) {
        String holds = slot.holds().name().toLowerCase(Locale.ROOT);
        table.append(
            "| `%s` | `%s` | %s | %d to %d |\n"
                .formatted(type.id(), slot.name(), holds, slot.least(), slot.most()));
      }
    }
    return table.toString();
  }

  private static String table(String name) {
    ObjectNode entity = new EntityKind(TYPES).schema();
    Set<String> common = SchemaTables.common(entity);
    if (name.equals("field")) {
      return SchemaTables.fields(entity, common);
    }
    if (name.equals("fieldTypes")) {
      return SchemaTables.types(entity, common);
    }
    if (name.equals("chartTypes")) {
      return chartTypes();
    }
    if (name.equals("nodeTypes") || name.equals("triggerTypes")) {
      return SchemaTables.types(WORKFLOW.schema(), name.substring(0, name.indexOf("Types")));
    }
    if (name.equals("viewTypes")) {
      return SchemaTables.options(VIEW.schema(), "view");
    }
    for (DocumentKind kind : KINDS) {
      if (kind.id().equals(name)) {
        return SchemaTables.document(kind.schema());
      }
    }
    throw new IllegalArgumentException("name: no table '" + name + "'");
  }

  /** Counts up; each name is asked for once. */
  private static final class CountedIds implements Ids {

    private int next = 100;

    @Override
    public int entity(EntityDefinition entity) {
      return next++;
    }

    @Override
    public int field(int entity, int table, FieldDefinition field) {
      return next++;
    }
  }
}
