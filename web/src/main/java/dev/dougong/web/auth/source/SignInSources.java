package dev.dougong.web.auth.source;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.AccessEpochStore;
import dev.dougong.engine.access.SignInSourceStore;
import dev.dougong.engine.access.SignInSourceStore.SealedSecret;
import dev.dougong.engine.access.SignInSourceStore.Source;
import dev.dougong.engine.access.User;
import dev.dougong.engine.audit.AuditLog;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.NearNames;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.seal.KeyRing;
import dev.dougong.engine.seal.KeyRing.Sealed;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.WorkspaceScoped;
import dev.dougong.web.auth.source.SignInKind.Account;
import dev.dougong.web.auth.source.SignInKind.Setting;
import dev.dougong.web.workspace.WorkspaceOpened;
import dev.dougong.workflow.outgoing.OutgoingAddress;
import dev.dougong.workflow.outgoing.OutgoingHosts;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Where else people may sign in, as administrators set it up. Secrets are sealed by the key ring of
 * the installation, each for its source and its place. Thread-safe.
 */
@WorkspaceScoped
public final class SignInSources {

  /**
   * Setting of every source: where browsers find this site, such as {@code https://crm.example}.
   */
  public static final String SITE = "site";

  private static final Logger LOG = Logger.getLogger(SignInSources.class);
  private static final Pattern SITE_TEXT =
      Pattern.compile("https?://[A-Za-z0-9.\\[\\]:-]{1,250}(/[A-Za-z0-9/_-]*[A-Za-z0-9_-])?");
  private static final int LONGEST = 1_000;
  private static final int LONGEST_LABEL = 40;
  private static final int PAGE = 100;

  private final SignInSourceStore store;
  private final SignInKinds kinds;
  private final OutgoingHosts hosts;
  private final KeyRing keys;
  private final Workspace workspace;
  private final Transactions transactions;
  private final AccessEpochStore changes;
  private final AuditLog audit;

  /** Over the stored sources. */
  @Inject
  public SignInSources(
      SignInSourceStore store,
      SignInKinds kinds,
      OutgoingHosts hosts,
      KeyRing keys,
      Workspace workspace,
      Transactions transactions,
      AccessEpochStore changes,
      AuditLog audit) {
    this.store = store;
    this.kinds = kinds;
    this.hosts = hosts;
    this.keys = keys;
    this.workspace = workspace;
    this.transactions = transactions;
    this.changes = changes;
    this.audit = audit;
  }

  /** All, by label. */
  public List<Source> list() {
    return store.list();
  }

  /** The source; refuses where there is none. */
  public Source get(UUID id) {
    Source found = store.find(id);
    if (found == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    return found;
  }

  /**
   * Keeps a new source.
   *
   * @param secret null or empty for none
   */
  public Source add(Source source, @Nullable String secret) {
    check(source, secret != null && !secret.isEmpty(), secret);
    return transactions.required(
        () -> {
          if (store.find(source.id()) != null) {
            throw new ConflictException(Problem.at("/id", "duplicate").with("value", source.id()));
          }
          store.add(source);
          keepSecret(source, secret);
          tell("signInSource.created", source, secret);
          return get(source.id());
        });
  }

  /** Without the secret: only whether there came another one. */
  private void tell(String kind, Source source, @Nullable String secret) {
    ObjectNode details =
        JsonNodeFactory.instance
            .objectNode()
            .put("kind", source.kind())
            .put("label", source.label())
            .put("active", source.isActive())
            .put("makesPeople", source.makesPeople())
            .put("secret", secret != null);
    ObjectNode settings = details.putObject("settings");
    new TreeMap<>(source.settings()).forEach(settings::put);
    ObjectNode roles = details.putObject("roles");
    new TreeMap<>(source.roles()).forEach(roles::put);
    audit.tell(kind, source.id().toString(), details);
  }

  private void keepAnAdministrator() {
    if (!store.isAdministratorLeft()) {
      throw new ConflictException(Problem.of("signInWay.lastAdministrator"));
    }
  }

  /**
   * Changes a source; where its place changes, its secret goes.
   *
   * @param secret null to leave it, empty to take it away
   */
  public Source change(Source source, @Nullable String secret) {
    return transactions.required(
        () -> {
          changes.advance();
          Source before = get(source.id());
          SignInKind kind = kinds.get(before.kind());
          boolean isMoved =
              !kind.place(whole(kind, before.settings()))
                  .equals(kind.place(whole(kind, source.settings())));
          boolean staysThere = secret == null && before.hasSecret() && !isMoved;
          check(source, staysThere || (secret != null && !secret.isEmpty()), secret);
          if (!store.change(source)) {
            throw new ConflictException(
                Problem.of("staleVersion").with("version", before.version()));
          }
          if (isMoved && secret == null) {
            store.removeSecret(source.id());
          }
          keepSecret(source, secret);
          keepAnAdministrator();
          tell("signInSource.changed", source, secret);
          return get(source.id());
        });
  }

  /** Removes a source with who is who there. */
  public void remove(UUID id) {
    UUID unused =
        transactions.required(
            () -> {
              changes.advance();
              Source before = get(id);
              store.remove(id);
              keepAnAdministrator();
              tell("signInSource.removed", before, null);
              return id;
            });
  }

  private void keepSecret(Source source, @Nullable String secret) {
    if (secret == null) {
      return;
    }
    if (secret.isEmpty()) {
      store.removeSecret(source.id());
      return;
    }
    for (String id : store.keyIds()) {
      if (!keys.ids().contains(id)) {
        throw new ConflictException(Problem.of("secret.keyMissing").with("value", id));
      }
    }
    Sealed sealed = keys.seal(secret, context(source));
    store.setSecret(new SealedSecret(source.id(), sealed.keyId(), sealed.key(), sealed.value()));
  }

  private String context(Source source) {
    SignInKind kind = kinds.get(source.kind());
    return workspace.schema().text()
        + "\nsignInSource\n"
        + source.id()
        + "\n"
        + kind.place(whole(kind, source.settings()));
  }

  /** What a kind works with: settings and the secret, opened. */
  Account account(Source source) {
    SignInKind kind = kinds.get(source.kind());
    @Nullable SealedSecret sealed = store.secret(source.id());
    if (sealed == null) {
      return new Account(whole(kind, source.settings()), null);
    }
    try {
      return new Account(
          whole(kind, source.settings()),
          keys.open(new Sealed(sealed.keyId(), sealed.key(), sealed.value()), context(source)));
    } catch (KeyRing.UnknownKeyException e) {
      throw new ConflictException(Problem.of("secret.keyMissing").with("value", sealed.keyId()));
    }
  }

  private static Map<String, String> whole(SignInKind kind, Map<String, String> settings) {
    Map<String, String> whole = new HashMap<>(settings);
    for (Setting setting : kind.settings()) {
      if (whole.getOrDefault(setting.name(), "").isEmpty()) {
        whole.put(setting.name(), setting.usual());
      }
    }
    return whole;
  }

  private void check(Source source, boolean hasSecret, @Nullable String secret) {
    SignInKind kind = kinds.get(source.kind());
    List<Problem> problems = new ArrayList<>();
    if (source.label().isBlank() || source.label().length() > LONGEST_LABEL) {
      problems.add(Problem.at("/label", "signInWay.badLabel").with("limit", LONGEST_LABEL));
    }
    Set<String> names = new TreeSet<>(Set.of(SITE));
    for (Setting setting : kind.settings()) {
      names.add(setting.name());
      checkSetting(setting, source.settings().getOrDefault(setting.name(), ""), problems);
    }
    if (!SITE_TEXT.matcher(source.settings().getOrDefault(SITE, "")).matches()) {
      problems.add(Problem.at("/settings/" + SITE, "signInWay.badSite"));
    }
    for (Map.Entry<String, String> entry : source.settings().entrySet()) {
      if (!names.contains(entry.getKey())) {
        problems.add(
            Problem.at("/settings" + Problem.pointer(entry.getKey()), "unknownProperty")
                .with("value", entry.getKey())
                .near(NearNames.near(entry.getKey(), names)));
      } else if (!isText(entry.getValue())) {
        problems.add(
            Problem.at("/settings" + Problem.pointer(entry.getKey()), "signInWay.badSetting"));
      }
    }
    boolean isOdd = secret != null && !isText(secret);
    if (isOdd || (kind.needsSecret() && source.isActive() && !hasSecret)) {
      problems.add(Problem.at("/secret", "signInWay.secretMissing"));
    }
    if (source.roles().containsValue(User.ADMIN)) {
      problems.add(Problem.at("/roles", "signInWay.noAdministrators"));
    }
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
  }

  private static boolean isText(String text) {
    return text.length() <= LONGEST && text.chars().noneMatch(Character::isISOControl);
  }

  private void checkSetting(Setting setting, String value, List<Problem> problems) {
    String place = "/settings/" + setting.name();
    if (value.isEmpty()) {
      if (setting.isRequired()) {
        problems.add(Problem.at(place, "signInWay.badSetting"));
      }
      return;
    }
    if (setting.isAddress()) {
      try {
        hosts.check(OutgoingAddress.parse(value));
      } catch (InputException e) {
        e.problems().forEach(problem -> problems.add(problem.below(place)));
      }
    }
  }

  void begin(@Observes @Priority(21) WorkspaceOpened event) {
    int renewed = renew();
    if (renewed > 0) {
      LOG.infof("%d secrets of sign-in are sealed under the first key now", renewed);
    }
  }

  /** Seals anew what older keys of the ring sealed; gives how many. */
  int renew() {
    List<String> older = keys.ids().stream().filter(id -> !id.equals(keys.first())).toList();
    return older.isEmpty() ? 0 : transactions.required(() -> renewSome(older));
  }

  private int renewSome(List<String> older) {
    List<SealedSecret> found = store.sealedBy(older, PAGE);
    for (SealedSecret secret : found) {
      Source source = get(secret.source());
      Sealed renewed =
          keys.renew(new Sealed(secret.keyId(), secret.key(), secret.value()), context(source));
      store.setSecret(
          new SealedSecret(source.id(), renewed.keyId(), renewed.key(), renewed.value()));
    }
    return found.size();
  }
}
