package dev.dougong.web.rest;

import dev.dougong.engine.access.AccessEpoch;
import dev.dougong.engine.access.CredentialStore;
import dev.dougong.engine.access.OrgUnits;
import dev.dougong.engine.access.User;
import dev.dougong.engine.access.Users;
import dev.dougong.engine.dataimport.format.ImportFormat;
import dev.dougong.engine.dataimport.format.ImportFormats;
import dev.dougong.engine.metadata.MetadataSource;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.problem.ProblemTexts;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Passwords;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.web.auth.Secrets;
import dev.dougong.web.rest.PeoplePlan.Outcome;
import dev.dougong.web.rest.PeoplePlan.Planned;
import dev.dougong.web.rest.internal.PeopleSheet;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Files that become people: all of them or none, known again by their user names. */
@Path("/api/users/import")
@Produces(MediaType.APPLICATION_JSON)
public final class PeopleImportResource {

  private final Caller caller;
  private final Users users;
  private final OrgUnits units;
  private final CredentialStore credentials;
  private final Passwords passwords;
  private final Uploads uploads;
  private final ImportFormats formats;
  private final MetadataSource metadata;
  private final Transactions transactions;
  private final AccessEpoch epoch;
  private final ProblemTexts texts;

  /** Over the people of the workspace. */
  @Inject
  public PeopleImportResource(
      Caller caller,
      Users users,
      OrgUnits units,
      CredentialStore credentials,
      Passwords passwords,
      Uploads uploads,
      Instance<ImportFormat> formats,
      MetadataSource metadata,
      Transactions transactions,
      AccessEpoch epoch,
      ProblemTexts texts) {
    this.caller = caller;
    this.users = users;
    this.units = units;
    this.credentials = credentials;
    this.passwords = passwords;
    this.uploads = uploads;
    this.formats = new ImportFormats(formats);
    this.metadata = metadata;
    this.transactions = transactions;
    this.epoch = epoch;
    this.texts = texts;
  }

  /** A workbook with the headings. */
  @GET
  @Path("template")
  @Policy(Who.ADMIN)
  public Response template() {
    return Response.ok(PeopleSheet.of(headings(), List.of()))
        .type(PeopleSheet.MEDIA_TYPE)
        .header("Content-Disposition", "attachment; filename=\"people.xlsx\"")
        .build();
  }

  private List<String> headings() {
    List<String> headings = new ArrayList<>();
    for (PeopleFile.Column column : PeopleFile.Column.values()) {
      headings.add(column.heading(caller.locale()));
    }
    return headings;
  }

  /** What the file, sent as the part {@code file} of a form, would come to; nothing is written. */
  @POST
  @Path("check")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Policy(Who.ADMIN)
  public byte[] check(@RestForm("file") @Nullable FileUpload file) {
    PeopleFile people = read(file);
    List<Planned> plan = plan(people);
    return JsonAnswers.of(
        out -> {
          out.writeStartObject();
          out.writeNumberField("rows", plan.size());
          out.writeObjectFieldStart("counts");
          for (Outcome outcome : Outcome.values()) {
            out.writeNumberField(
                outcome.id(), plan.stream().filter(one -> one.outcome() == outcome).count());
          }
          out.writeEndObject();
          out.writeArrayFieldStart("ignored");
          for (String heading : people.ignored()) {
            out.writeString(heading);
          }
          out.writeEndArray();
          out.writeArrayFieldStart("items");
          for (Planned one : plan) {
            out.writeStartObject();
            out.writeNumberField("row", one.line().number());
            out.writeStringField("username", one.make().username());
            out.writeStringField("name", one.make().name());
            out.writeStringField("outcome", one.outcome().id());
            out.writeArrayFieldStart("problems");
            for (Problem problem : one.problems()) {
              out.writeString(text(problem));
            }
            out.writeEndArray();
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  private String text(Problem problem) {
    Locale locale = caller.locale();
    String remedy = texts.remedy(problem, locale);
    return texts.message(problem, locale) + (remedy == null ? "" : " " + remedy);
  }

  /**
   * Makes and changes the people of the file, all or none. New ones get start passwords, which are
   * in the answer once: {@code {"new","changed","same","people":[…],"file"}}, the last a workbook
   * in Base64, null where nobody is new.
   */
  @POST
  @Path("run")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Policy(Who.ADMIN)
  public byte[] run(@RestForm("file") @Nullable FileUpload file) {
    PeopleFile people = read(file);
    Map<String, String> starts = new LinkedHashMap<>();
    for (Planned one : right(plan(people))) {
      if (one.outcome() == Outcome.NEW) {
        starts.put(one.make().username(), Secrets.nextPassword());
      }
    }
    // Before the transaction, and on all processors: hundreds of them take seconds.
    Map<String, String> hashes =
        starts.entrySet().parallelStream()
            .collect(Collectors.toMap(Map.Entry::getKey, one -> passwords.hash(one.getValue())));
    List<Planned> done =
        transactions.required(
            () -> {
              List<Planned> plan = right(plan(people));
              plan.forEach(one -> write(one, hashes));
              return plan;
            });
    epoch.refresh();
    return told(done, starts);
  }

  private void write(Planned one, Map<String, String> hashes) {
    switch (one.outcome()) {
      case NEW -> {
        String hash = hashes.get(one.make().username());
        if (hash == null) {
          throw new ConflictException(
              Problem.at("/rows/" + one.line().number(), "peopleImport.movedOn")
                  .with("value", one.make().username()));
        }
        User made = users.create(one.make());
        credentials.set(made.id(), hash, true);
        users.setRoles(made.id(), one.roles());
      }
      case CHANGED -> {
        User before = Objects.requireNonNull(one.before());
        users.change(before.id(), before.version(), one.change());
      }
      case SAME, WRONG -> {}
    }
  }

  private byte[] told(List<Planned> done, Map<String, String> starts) {
    List<List<String>> rows = new ArrayList<>();
    for (Planned one : done) {
      String start = starts.get(one.make().username());
      if (one.outcome() == Outcome.NEW && start != null) {
        rows.add(List.of(one.make().username(), one.make().name(), start));
      }
    }
    List<String> headings = new ArrayList<>(headings().subList(0, 2));
    headings.add(caller.locale().getLanguage().equals("en") ? "Start password" : "初始密码");
    return JsonAnswers.of(
        out -> {
          out.writeStartObject();
          for (Outcome outcome : List.of(Outcome.NEW, Outcome.CHANGED, Outcome.SAME)) {
            out.writeNumberField(
                outcome.id(), done.stream().filter(one -> one.outcome() == outcome).count());
          }
          out.writeArrayFieldStart("people");
          for (List<String> row : rows) {
            out.writeStartObject();
            out.writeStringField("username", row.get(0));
            out.writeStringField("name", row.get(1));
            out.writeStringField("startPassword", row.get(2));
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeFieldName("file");
          if (rows.isEmpty()) {
            out.writeNull();
          } else {
            out.writeBinary(PeopleSheet.of(headings, rows));
          }
          out.writeEndObject();
        });
  }

  private PeopleFile read(@Nullable FileUpload file) {
    Uploads.Upload sent = uploads.file(file);
    return PeopleFile.read(formats, sent.path(), sent.name());
  }

  private List<Planned> plan(PeopleFile file) {
    return PeoplePlan.of(file, users, units, metadata.current());
  }

  /** The plan, if no row is wrong. */
  private static List<Planned> right(List<Planned> plan) {
    List<Problem> problems = new ArrayList<>();
    for (Planned one : plan) {
      one.problems().forEach(each -> problems.add(each.below("/rows/" + one.line().number())));
    }
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
    return plan;
  }
}
