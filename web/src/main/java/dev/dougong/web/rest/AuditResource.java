package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.audit.AuditChain;
import dev.dougong.engine.audit.AuditChain.Fault;
import dev.dougong.engine.audit.AuditChain.Head;
import dev.dougong.engine.audit.AuditChecks;
import dev.dougong.engine.audit.AuditChecks.Check;
import dev.dougong.engine.audit.AuditLog;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.web.live.AuditWork;
import dev.dougong.web.rest.internal.AuditWorkbook;
import dev.dougong.web.rest.internal.XlsxExport;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The audit log and its chain; for administrators. */
@Path("/api/audit")
@Produces(MediaType.APPLICATION_JSON)
public final class AuditResource {

  private static final int PAGE = 50;
  private static final int MOST = 200;

  private final Caller caller;
  private final AuditPages pages;
  private final AuditLog log;
  private final AuditChain chain;
  private final AuditChecks checks;
  private final AuditWork work;
  private final ObjectMapper mapper;

  /** Over the log of the workspace. */
  @Inject
  public AuditResource(
      Caller caller,
      AuditPages pages,
      AuditLog log,
      AuditChain chain,
      AuditChecks checks,
      AuditWork work,
      ObjectMapper mapper) {
    this.caller = caller;
    this.pages = pages;
    this.log = log;
    this.chain = chain;
    this.checks = checks;
    this.work = work;
    this.mapper = mapper;
  }

  /** A page of entries and changes of records, the newest first. */
  @GET
  @Policy(Who.ADMIN)
  public ObjectNode list(@Context UriInfo uri) {
    Parameters parameters = new Parameters(uri.getQueryParameters(), AuditPages.LIST);
    int limit = Math.max(1, Math.min(parameters.number("limit", PAGE), MOST));
    return pages.page(caller.access(), parameters, limit);
  }

  /** All that was asked for as a workbook; that somebody took it is told too. */
  @GET
  @Path("export")
  @Produces(XlsxExport.MEDIA_TYPE)
  @Policy(Who.ADMIN)
  public Response export(@Context UriInfo uri) {
    Parameters parameters = new Parameters(uri.getQueryParameters(), AuditPages.EXPORT);
    Access access = caller.access();
    pages.page(access, parameters, 1);
    ObjectNode details = mapper.createObjectNode();
    for (String name : AuditPages.EXPORT.stream().sorted().toList()) {
      @Nullable String given = parameters.text(name);
      if (given != null) {
        details.put(name, given);
      }
    }
    log.tell("auditLog.exported", "", details);
    StreamingOutput rows =
        out -> {
          try (AuditWorkbook workbook =
              new AuditWorkbook(out, access.locale(), access.evaluation().zone())) {
            pages.all(access, parameters, workbook::add);
          }
        };
    return Response.ok(rows)
        .type(XlsxExport.MEDIA_TYPE)
        .header("Content-Disposition", "attachment; filename=\"audit.xlsx\"")
        .build();
  }

  /** The end of the chain, and what the last check found. */
  @GET
  @Path("chain")
  @Policy(Who.ADMIN)
  public ObjectNode chain() {
    ObjectNode answer = mapper.createObjectNode();
    @Nullable Head head = chain.head();
    if (head == null) {
      answer.putNull("head");
    } else {
      ObjectNode end = answer.putObject("head");
      end.put("number", head.number()).put("digest", head.digest());
      ExecutionJson.moment(end, "closedAt", head.closedAt());
    }
    ExecutionJson.moment(answer, "underWaySince", checks.underWaySince());
    @Nullable Check last = checks.last();
    answer.set("last", last == null ? mapper.nullNode() : json(last));
    return answer;
  }

  private JsonNode json(Check check) {
    ObjectNode json = mapper.createObjectNode();
    ExecutionJson.moment(json, "begunAt", check.begunAt());
    ExecutionJson.moment(json, "endedAt", check.endedAt());
    json.put("batches", check.batches()).put("entries", check.entries());
    json.put("head", check.head()).put("isWhole", check.isWhole());
    ArrayNode faults = json.putArray("faults");
    for (Fault fault : check.faults()) {
      faults
          .addObject()
          .put("kind", fault.kind().name().toLowerCase(Locale.ROOT))
          .put("batch", fault.batch())
          .put(
              "source",
              fault.source() == null ? null : fault.source().name().toLowerCase(Locale.ROOT))
          .put("seq", fault.seq());
    }
    return json;
  }

  /** Verifies the chain in the background; {@link #chain} tells when it is done. */
  @POST
  @Path("chain/check")
  @Policy(Who.ADMIN)
  public Response check() {
    work.checkSoon();
    return Response.accepted().build();
  }
}
