package dev.dougong.web.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dougong.engine.access.AccessEpoch;
import dev.dougong.engine.access.CredentialStore;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.access.User;
import dev.dougong.engine.access.Users;
import dev.dougong.engine.access.Users.Among;
import dev.dougong.engine.access.Users.NewUser;
import dev.dougong.engine.access.Users.UserChange;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.PasswordRules;
import dev.dougong.web.auth.Passwords;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.web.auth.SecondFactors;
import dev.dougong.web.auth.Secrets;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** People. Everybody may find colleagues by name; only administrators see and change more. */
@Path("/api/users")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class UserResource {

  private static final int MAX_LIMIT = 200;

  private final Caller caller;
  private final Users users;
  private final CredentialStore credentials;
  private final Passwords passwords;
  private final PasswordRules rules;
  private final SecondFactors factors;
  private final Directory directory;
  private final RoleNames roleNames;
  private final AccessEpoch epoch;
  private final Transactions transactions;

  /** Over the stored people. */
  @Inject
  public UserResource(
      Caller caller,
      Users users,
      CredentialStore credentials,
      Passwords passwords,
      PasswordRules rules,
      SecondFactors factors,
      Directory directory,
      RoleNames roleNames,
      AccessEpoch epoch,
      Transactions transactions) {
    this.caller = caller;
    this.users = users;
    this.credentials = credentials;
    this.passwords = passwords;
    this.rules = rules;
    this.factors = factors;
    this.directory = directory;
    this.roleNames = roleNames;
    this.epoch = epoch;
    this.transactions = transactions;
  }

  /**
   * A user to make.
   *
   * @param startPassword whether a password is made that is in the answer, once, and must be
   *     changed
   * @param mustChangePassword whether the given password must be changed at the first sign-in
   */
  public record NewUserRequest(
      @Nullable String username,
      @Nullable String name,
      @Nullable String password,
      @Nullable Boolean startPassword,
      @Nullable Boolean mustChangePassword,
      @Nullable UUID orgUnit,
      @Nullable String language,
      @Nullable List<String> roles) {}

  /** A change; what is null stays. */
  public record UserChangeRequest(
      @Nullable String name,
      @Nullable String password,
      @Nullable UUID orgUnit,
      @Nullable String language,
      @Nullable Boolean active,
      @Nullable Boolean mustChangePassword,
      @Nullable List<String> roles) {}

  /** A password that an administrator chose; null for one that is made. */
  public record ResetRequest(@Nullable String password) {}

  /** Roles to have from now on. */
  public record RolesRequest(@Nullable List<String> roles) {}

  /**
   * Users by name; with {@code all} also those who cannot sign in any more, and then of a {@code
   * unit} and the units below it, or with a {@code role}.
   */
  @GET
  @Policy(Who.SIGNED_IN)
  public byte[] list(@Context UriInfo uri) {
    Parameters parameters =
        new Parameters(
            uri.getQueryParameters(), Set.of("q", "limit", "after", "all", "unit", "role"));
    int limit = Math.max(1, Math.min(parameters.number("limit", 50), MAX_LIMIT));
    boolean isAll = parameters.isOn("all");
    if (isAll && !caller.identity().isAdmin()) {
      throw new AccessException(Problem.of("forbidden"));
    }
    String words = parameters.text("q");
    String after = parameters.text("after");
    @Nullable UUID unit = parameters.record("unit");
    @Nullable String role = parameters.text("role");
    if (!isAll && (unit != null || role != null)) {
      throw Bodies.wrong("/all", "all=true");
    }
    List<User> found =
        isAll
            ? users.searchAll(
                words, after, limit + 1, new Among(unit == null ? null : below(unit), role))
            : users.search(words, after, limit + 1);
    boolean hasMore = found.size() > limit;
    List<User> page = hasMore ? found.subList(0, limit) : found;
    Set<UUID> protectedOnes =
        isAll ? factors.confirmed(page.stream().map(User::id).toList()) : Set.of();
    return JsonAnswers.of(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("items");
          for (User user : page) {
            write(user, protectedOnes, null, out);
          }
          out.writeEndArray();
          if (hasMore) {
            out.writeStringField("next", page.get(limit - 1).username());
          } else {
            out.writeNullField("next");
          }
          out.writeNumberField("limit", limit);
          out.writeEndObject();
        });
  }

  private Set<UUID> below(UUID unit) {
    return caller.access().evaluation().orgTree().downwards(unit);
  }

  /** Makes a user. */
  @POST
  @Policy(Who.ADMIN)
  public Response create(@Nullable NewUserRequest request) {
    NewUserRequest given = Bodies.present(request);
    Set<String> roles = roleNames.known(given.roles() == null ? List.of() : given.roles());
    boolean isMade = Boolean.TRUE.equals(given.startPassword());
    if (isMade && given.password() != null) {
      throw Bodies.wrong("/startPassword", "password | startPassword");
    }
    String username = given.username() == null ? "" : given.username().toLowerCase(Locale.ROOT);
    String name = given.name() == null ? username : given.name();
    String start = isMade ? Secrets.nextPassword() : null;
    String hash =
        start != null
            ? passwords.hash(start)
            : given.password() == null ? null : hash(given.password(), username, name);
    boolean isDue = isMade || Boolean.TRUE.equals(given.mustChangePassword());
    User made =
        transactions.required(
            () -> {
              User user =
                  users.create(
                      new NewUser(
                          username,
                          name,
                          given.orgUnit(),
                          given.language() == null ? "zh" : given.language()));
              if (hash != null) {
                credentials.set(user.id(), hash, isDue);
              }
              return users.setRoles(user.id(), roles);
            });
    epoch.refresh();
    return Response.status(Response.Status.CREATED)
        .entity(JsonAnswers.of(out -> write(made, start, out)))
        .header("Location", "/api/users/" + made.id())
        .build();
  }

  /** Sets a password that must be changed at the next sign-in; ends all sessions. */
  @POST
  @Path("{id}/password")
  @Policy(Who.ADMIN)
  public byte[] resetPassword(@PathParam("id") String id, @Nullable ResetRequest request) {
    @Nullable String given = Bodies.present(request).password();
    User user = find(id);
    String start = given == null ? Secrets.nextPassword() : null;
    credentials.set(
        user.id(),
        start != null
            ? passwords.hash(start)
            : hash(Bodies.present(given), user.username(), user.name()),
        true);
    epoch.refresh();
    return JsonAnswers.of(out -> write(user, start, out));
  }

  /** One user. */
  @GET
  @Path("{id}")
  @Policy(Who.ADMIN)
  public byte[] read(@PathParam("id") String id) {
    User user = find(id);
    return JsonAnswers.of(out -> write(user, out));
  }

  /** Changes a user in one go; a new password or switching off ends all sessions. */
  @PATCH
  @Path("{id}")
  @Policy(Who.ADMIN)
  public byte[] change(
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @Nullable UserChangeRequest request) {
    UserChangeRequest given = Bodies.present(request);
    User before = find(id);
    String hash =
        given.password() == null ? null : hash(given.password(), before.username(), before.name());
    Set<String> roles = given.roles() == null ? null : roleNames.known(given.roles());
    long version = Parameters.version(ifMatch);
    User after =
        transactions.required(
            () -> {
              User changed =
                  users.change(
                      before.id(),
                      version,
                      new UserChange(
                          given.name(), given.orgUnit(), given.language(), given.active(), roles));
              if (hash != null) {
                credentials.set(before.id(), hash, Boolean.TRUE.equals(given.mustChangePassword()));
              }
              return changed;
            });
    epoch.refresh();
    return JsonAnswers.of(out -> write(after, out));
  }

  /** Gives exactly these roles. */
  @PUT
  @Path("{id}/roles")
  @Policy(Who.ADMIN)
  public byte[] setRoles(@PathParam("id") String id, @Nullable RolesRequest request) {
    RolesRequest given = Bodies.present(request);
    Set<String> roles = roleNames.known(Bodies.present(given.roles()));
    User before = find(id);
    User after = users.setRoles(before.id(), roles);
    epoch.refresh();
    return JsonAnswers.of(out -> write(after, out));
  }

  private User find(String id) {
    User user = users.find(Parameters.id(id));
    if (user == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    return user;
  }

  private String hash(String password, String username, String name) {
    rules.check(password, "/password", List.of(username, name));
    return passwords.hash(password);
  }

  private void write(User user, JsonGenerator out) throws IOException {
    write(user, null, out);
  }

  /** With a password that was made for the user, if any. */
  private void write(User user, @Nullable String start, JsonGenerator out) throws IOException {
    write(user, factors.confirmed(List.of(user.id())), start, out);
  }

  private void write(User user, Set<UUID> protectedOnes, @Nullable String start, JsonGenerator out)
      throws IOException {
    out.writeStartObject();
    if (start != null) {
      out.writeStringField("startPassword", start);
    }
    out.writeStringField("id", user.id().toString());
    out.writeStringField("username", user.username());
    out.writeStringField("name", user.name());
    writeUnit(user.orgUnit(), directory, caller.locale(), out);
    if (caller.identity().isAdmin()) {
      out.writeStringField("language", user.language());
      out.writeBooleanField("active", user.isActive());
      out.writeBooleanField("secondFactor", protectedOnes.contains(user.id()));
      out.writeNumberField("version", user.version());
      out.writeArrayFieldStart("roles");
      for (String role : new TreeSet<>(user.roles())) {
        out.writeString(role);
      }
      out.writeEndArray();
    }
    out.writeEndObject();
  }

  static void writeUnit(@Nullable UUID unit, Directory directory, Locale locale, JsonGenerator out)
      throws IOException {
    String label = unit == null ? null : directory.orgUnitName(unit, locale);
    if (unit == null || label == null) {
      out.writeNullField("orgUnit");
      return;
    }
    out.writeObjectFieldStart("orgUnit");
    out.writeStringField("id", unit.toString());
    out.writeStringField("label", label);
    out.writeEndObject();
  }
}
