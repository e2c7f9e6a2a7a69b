package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.publish.PublishOptions;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.workflow.sync.Syncs;
import dev.dougong.workflow.sync.Syncs.Switch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

/** A desk, a shop on this machine, and a sync of clients between them. */
abstract class SyncDesk {

  private static final String CLIENT =
      """
      {"key":"client","title":"name","naturalKey":["phone"],"fields":[
        {"key":"name","type":"text","required":true,"maxLength":20},{"key":"phone","type":"phone","unique":true},
        {"key":"city","type":"text"},{"key":"spent","type":"money"},{"key":"since","type":"dateTime"},
        {"key":"level","type":"choice","options":[{"value":"normal"},{"value":"gold","label":{"zh":"金卡"},"synonyms":["VIP"]}]},
        {"key":"origin","type":"text"}]}
      """;
  private static final String ORDER =
      """
      {"key":"order","title":"number","naturalKey":["number"],"fields":[
        {"key":"number","type":"text","unique":true},{"key":"client","type":"reference","entity":"client"},
        {"key":"amount","type":"money"}]}
      """;
  private static final String IN =
      """
      'in':{'path':'/clients','items':'/data/list','id':'/id','changedAt':'/changed',
       'since':{'parameter':'since'},'page':{'parameter':'cursor','next':'/next'},'conflict':'%s',
       'mapping':[{'field':'name','from':'/nick'},{'field':'phone','from':'/mobile'},{'field':'city','from':'/city'},
        {'field':'spent','from':'/cents','as':'hundredths'},{'field':'since','from':'/joined','as':'milliseconds'},
        {'field':'level','from':'/rank','values':{'3':'gold'}}],
       'values':{'origin':'shop'}}
      """;
  static final String OUT =
      """
      'out':{'path':'/clients','itemPath':'/clients/{id}','id':'/id','when':'name != \\"secret\\"',
       'mapping':[{'to':'/nick','value':'name'},{'to':'/mobile','value':'phone'},{'to':'/address/city','value':'city'}]}
      """;

  final Shop shop = new Shop();
  final Desk desk = Desk.empty();

  @AfterEach
  void stop() {
    shop.close();
  }

  void publish(String kind, String... documents) {
    List<Document.Name> names = new ArrayList<>();
    for (String document : documents) {
      names.add(desk.workspace.draft(kind, Desk.json(document).toString()));
    }
    var unused = desk.workspace.publishing.publish(names, PublishOptions.by(null));
  }

  void setUp(String... parts) {
    publish("entity", CLIENT, ORDER);
    publish(
        "connector",
        "{'key':'shop','channel':'service','address':'" + shop.gateway.address() + "/api'}");
    desk.node.secrets.put(desk.admin(), "shop", "token", Shop.TOKEN);
    sync("clients", "'entity':'client','match':['phone'],'schedule':'*/15 * * * *'", parts);
  }

  void sync(String key, String head, String... parts) {
    publish(
        "sync",
        "{'key':'" + key + "','connector':'shop'," + head + "," + String.join(",", parts) + "}");
    desk.node.syncs.turn(desk.admin(), key, Switch.ON);
  }

  static String in(String conflict) {
    return IN.formatted(conflict);
  }

  static String item(int number, String more) {
    ObjectNode item =
        Desk.json(
            """
            {'id':%d,'nick':' 客户%d ','mobile':'138 0000 %04d','city':'杭州','cents':1250,
             'joined':1740787200000,'rank':'3','changed':'2026-03-01T03:%02d:00Z'}
            """
                .formatted(number, number, number, number % 60));
    item.setAll(Desk.json("{" + more + "}"));
    return item.toString();
  }

  void run() {
    var unused = desk.node.jobs.runDue();
  }

  /** The next moment of the schedule. */
  void later() {
    desk.clock.advance(Duration.ofMinutes(15));
    run();
  }

  Syncs.State state() {
    return desk.node.syncs.find(desk.admin(), "clients");
  }

  List<Syncs.Row> rows(boolean onlyOpen) {
    return desk.node.syncs.rows(
        desk.admin(), "clients", new Syncs.Query(onlyOpen, null, null, 200));
  }

  UUID client(String phone) {
    return record("client", "phone", phone);
  }

  /** The record with a value that only one has. */
  UUID record(String key, String unique, String value) {
    var entity = desk.workspace.metadata().entity(key);
    var field = Objects.requireNonNull(entity.field(unique));
    return desk.workspace
        .jdbc
        .query(
            new Sql()
                .add(Sql.of("select id from "))
                .add(desk.workspace.workspace.schema(), entity.table())
                .add(" where deleted_at is null and ")
                .add(field.column())
                .add(" = ")
                .bind(SqlType.TEXT, value),
            row -> row.getObject(1, UUID.class))
        .get(0);
  }

  long clients() {
    return desk.count(desk.workspace.metadata().entity("client").table().text());
  }

  Object value(UUID id, String field) {
    return Objects.requireNonNull(desk.value("client", id, field), field);
  }
}
