package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.audit.AuditLog;
import dev.dougong.engine.backup.BackupCopies;
import dev.dougong.engine.backup.BackupLog;
import dev.dougong.engine.backup.BackupLog.Entry;
import dev.dougong.engine.backup.BackupLog.Plan;
import dev.dougong.engine.metadata.MetadataSource;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.web.backup.BackupFolder;
import dev.dougong.web.backup.BackupNames;
import dev.dougong.web.live.BackupRounds;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Backups in the folder of the server: what there is, making one, trying one, the plan. */
@Path("/api/backups")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class BackupResource {

  private final Caller caller;
  private final BackupRounds work;
  private final BackupLog log;
  private final BackupFolder folder;
  private final BackupCopyView copies;
  private final MetadataSource metadata;
  private final AuditLog audit;
  private final ObjectMapper mapper;

  /** Over the workspace and the folder of its backups. */
  @Inject
  public BackupResource(
      Caller caller,
      BackupRounds work,
      BackupLog log,
      BackupFolder folder,
      BackupCopyView copies,
      MetadataSource metadata,
      AuditLog audit,
      ObjectMapper mapper) {
    this.caller = caller;
    this.work = work;
    this.log = log;
    this.folder = folder;
    this.copies = copies;
    this.metadata = metadata;
    this.audit = audit;
    this.mapper = mapper;
  }

  /**
   * When backups are made.
   *
   * @param at {@code HH:mm}
   */
  public record PlanRequest(@Nullable Boolean isOn, @Nullable String at, @Nullable Integer keep) {}

  /**
   * {@code
   * {"folder":…,"copiedTo":…,"zone":…,"plan":{"isOn","at","keep"},"items":[{"name","begunAt",
   * "isPlanned","step","bytes","size","problem","copy":{"step","copiedAt","dueAt","problem"}}]}},
   * the newest first; size is null where no file is there, copiedTo where nothing is copied, copy
   * where nobody asked for one.
   */
  @GET
  @Policy(Who.ADMIN)
  public ObjectNode list() {
    ObjectNode answer = mapper.createObjectNode();
    answer.put("folder", folder.path().toString());
    answer.put("copiedTo", copies.place());
    answer.put("zone", metadata.current().zone().getId());
    answer.set("plan", plan(log.plan()));
    Map<String, ObjectNode> items = new TreeMap<>(java.util.Comparator.reverseOrder());
    Map<String, Long> files = folder.files();
    files.keySet().forEach(name -> items.put(name, item(name, null)));
    Map<String, BackupCopies.Entry> copied = copies.byName();
    copied.keySet().forEach(name -> items.computeIfAbsent(name, one -> item(one, null)));
    for (Entry entry : log.list()) {
      items.put(entry.name(), item(entry.name(), entry));
    }
    ArrayNode list = answer.putArray("items");
    items.forEach(
        (name, item) -> {
          item.put("size", files.get(name));
          item.set("copy", copies.json(copied.get(name), caller.locale()));
          list.add(item);
        });
    return answer;
  }

  private ObjectNode item(String name, @Nullable Entry entry) {
    ObjectNode item = mapper.createObjectNode().put("name", name);
    var begun = entry == null ? BackupNames.begunAt(name) : entry.begunAt();
    item.put("begunAt", begun == null ? null : ValueJson.text(begun));
    item.put("isPlanned", entry != null && entry.by() == null);
    // one that a command wrote, or that somebody copied there
    item.put("step", entry == null ? "found" : entry.step().name().toLowerCase(Locale.ROOT));
    item.put("bytes", entry == null ? null : entry.bytes());
    item.set("problem", copies.json(entry == null ? null : entry.problem(), caller.locale()));
    return item;
  }

  private ObjectNode plan(Plan plan) {
    return mapper
        .createObjectNode()
        .put("isOn", plan.isOn())
        .put("at", plan.at().toString())
        .put("keep", plan.keep());
  }

  /** Begins one; {@code {"name":…}}. */
  @POST
  @Policy(Who.ADMIN)
  public Response make() {
    String name = work.makeSoon(caller.identity().user().id());
    return Response.accepted(mapper.createObjectNode().put("name", name)).build();
  }

  /** Sets the plan. */
  @PUT
  @Path("plan")
  @Policy(Who.ADMIN)
  public ObjectNode plan(@Nullable PlanRequest request) {
    PlanRequest wanted = Bodies.present(request);
    Plan now = log.plan();
    log.plan(
        new Plan(
            wanted.isOn() == null ? now.isOn() : wanted.isOn(),
            wanted.at() == null ? now.at() : time(wanted.at()),
            wanted.keep() == null ? now.keep() : wanted.keep()));
    return plan(log.plan());
  }

  private static LocalTime time(String text) {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeException e) {
      throw Bodies.wrong("/at", "HH:mm");
    }
  }

  /** Begins a trial restore; of the copy where the file is gone. */
  @POST
  @Path("{name}/trial")
  @Policy(Who.ADMIN)
  public Response prove(@PathParam("name") String name) {
    if (folder.find(name) == null && !copies.isThere(name)) {
      throw new AccessException(Problem.of("notFound"));
    }
    work.proveSoon(name);
    return Response.accepted().build();
  }

  /** The sealed file; told to the audit log before the first byte leaves. */
  @GET
  @Path("{name}/file")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  @Policy(Who.ADMIN)
  public Response download(@PathParam("name") String name) {
    java.nio.file.Path file = present(name);
    audit.tell("backups.downloaded", name, JsonNodeFactory.instance.objectNode());
    return Response.ok((StreamingOutput) out -> Files.copy(file, out))
        .header("Content-Length", file.toFile().length())
        .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
        .build();
  }

  private java.nio.file.Path present(String name) {
    java.nio.file.@Nullable Path file = folder.find(name);
    if (file == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    return file;
  }
}
