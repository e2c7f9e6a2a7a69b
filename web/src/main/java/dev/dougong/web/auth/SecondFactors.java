package dev.dougong.web.auth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.AccessEpoch;
import dev.dougong.engine.access.SecondFactorStore;
import dev.dougong.engine.access.SecondFactorStore.Factor;
import dev.dougong.engine.access.SecondFactorStore.SealedSecret;
import dev.dougong.engine.access.User;
import dev.dougong.engine.audit.AuditLog;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.seal.KeyRing;
import dev.dougong.engine.seal.KeyRing.Sealed;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.WorkspaceScoped;
import dev.dougong.web.workspace.WorkspaceOpened;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.commons.codec.binary.Base32;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The second factor of people: a code of an app on their device, beside the password. The secret is
 * sealed by the key ring of the installation; no code is good twice, on whichever node. Recovery
 * codes stand in for a lost device, each once. Thread-safe.
 */
@WorkspaceScoped
public final class SecondFactors {

  private static final Logger LOG = Logger.getLogger(SecondFactors.class);
  private static final int PER_PERSON = 8;
  private static final int SECRET_BYTES = 20;
  private static final int RECOVERY_CODES = 10;

  /** 138 random bits. */
  private static final int RECOVERY_LETTERS = 28;

  /** Codes of before. */
  private static final int FEWEST_LETTERS = 24;

  private static final int LONGEST_CODE = 40;
  private static final int PAGE = 200;
  private static final Pattern CODE = Pattern.compile("[0-9]{6}");
  private static final Pattern PARTS = Pattern.compile("[\\s-]");
  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

  private final SecondFactorStore store;
  private final OwnPassword password;
  private final Attempts attempts;
  private final KeyRing keys;
  private final Workspace workspace;
  private final Transactions transactions;
  private final AccessEpoch epoch;
  private final AuditLog audit;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  /** Over the stored second factors. */
  @Inject
  public SecondFactors(
      SecondFactorStore store,
      OwnPassword password,
      Attempts attempts,
      KeyRing keys,
      Workspace workspace,
      Transactions transactions,
      AccessEpoch epoch,
      AuditLog audit,
      InstantSource clock) {
    this.store = store;
    this.password = password;
    this.attempts = attempts;
    this.keys = keys;
    this.workspace = workspace;
    this.transactions = transactions;
    this.epoch = epoch;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * What a person has.
   *
   * @param isOn whether signing in asks for a code
   * @param isDemanded whether a role of the person must have one
   * @param recoveryCodes how many are left
   */
  public record State(boolean isOn, boolean isDemanded, int recoveryCodes) {}

  /**
   * A secret to be kept by an app.
   *
   * @param secret Base32, to be typed
   * @param address {@code otpauth://…}, to be scanned
   */
  public record Proposal(String secret, String address) {}

  /** How it stands with a person. */
  public State state(User user) {
    @Nullable Factor factor = store.find(user.id());
    boolean isOn = factor != null && factor.isConfirmed();
    boolean isDemanded = store.demanded().stream().anyMatch(user.roles()::contains);
    return new State(isOn, isDemanded, isOn ? store.recoveryCodes(user.id()) : 0);
  }

  /** Which of these people have one that counts. */
  public Set<UUID> confirmed(Collection<UUID> users) {
    return store.confirmed(users);
  }

  /** Roles whose people must have one. */
  public Set<String> demanded() {
    return store.demanded();
  }

  /** Exactly these roles must have one from now on, on every node. */
  public void demand(Set<String> roles) {
    transactions.required(
        () -> {
          store.demand(roles);
          ObjectNode details = JsonNodeFactory.instance.objectNode();
          roles.stream().sorted().forEach(details.putArray("roles")::add);
          audit.tell("secondFactor.demanded", "", details);
          return roles;
        });
    epoch.refresh();
  }

  /** Makes a secret, which counts once a code of it was given. */
  public Proposal propose(Identity who, String typed) {
    password.prove(who, typed, "/password");
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    String text = new Base32().encodeToString(secret);
    Sealed sealed = keys.seal(text, context(who.user().id()));
    boolean isKept =
        transactions.required(
            () -> {
              refuseForeignKeys();
              return store.propose(
                  new SealedSecret(who.user().id(), sealed.keyId(), sealed.key(), sealed.value()),
                  clock.instant());
            });
    if (!isKept) {
      throw new ConflictException(Problem.of("access.secondFactorThere"));
    }
    String name = URLEncoder.encode(who.user().username(), StandardCharsets.UTF_8);
    return new Proposal(
        text, "otpauth://totp/Dougong:" + name + "?secret=" + text + "&issuer=Dougong");
  }

  /** Lets the proposed secret count, if the code is one of it; gives the recovery codes. */
  public List<String> confirm(Identity who, String code) {
    UUID user = who.user().id();
    attempts.count(counter(user), PER_PERSON);
    @Nullable Factor factor = store.find(user);
    if (factor == null || factor.isConfirmed()) {
      throw new ConflictException(Problem.of("access.noProposal"));
    }
    @Nullable Long step = Totp.step(open(factor.secret()), plain(code), clock.instant());
    if (step == null) {
      throw new InputException(Problem.at("/code", "access.badCode"));
    }
    List<String> codes = newCodes();
    boolean isFirst =
        transactions.required(
            () -> {
              if (!store.confirm(factor.secret(), step, clock.instant())) {
                return false;
              }
              store.setRecoveryCodes(user, hashes(codes));
              tell("secondFactor.confirmed", user);
              return true;
            });
    if (!isFirst) {
      throw new ConflictException(Problem.of("access.noProposal"));
    }
    attempts.forget(counter(user));
    epoch.refresh();
    return codes;
  }

  /** New recovery codes in place of the old ones. */
  public List<String> renewCodes(Identity who, String typed) {
    password.prove(who, typed, "/password");
    UUID user = who.user().id();
    List<String> codes = newCodes();
    transactions.required(
        () -> {
          @Nullable Factor factor = store.find(user);
          if (factor == null || !factor.isConfirmed()) {
            throw new ConflictException(Problem.of("access.noSecondFactor"));
          }
          store.setRecoveryCodes(user, hashes(codes));
          tell("recoveryCodes.renewed", user);
          return codes;
        });
    return codes;
  }

  /** A person gives the own one up. */
  public void end(Identity who, String typed) {
    password.prove(who, typed, "/password");
    remove(who.user().id());
  }

  /** Takes away that of somebody whose device and codes are lost; the caller is allowed to. */
  public void remove(UUID user) {
    boolean unused =
        transactions.required(
            () -> {
              if (!store.remove(user)) {
                throw new ConflictException(Problem.of("access.noSecondFactor"));
              }
              tell("secondFactor.removed", user);
              return true;
            });
    epoch.refresh();
  }

  private void tell(String kind, UUID user) {
    audit.tell(kind, user.toString(), JsonNodeFactory.instance.objectNode());
  }

  /**
   * At the sign-in, after the right password: asks for the code where there is a second factor.
   *
   * @param code of the app, or a recovery code; null or blank where none was given
   */
  public void check(UUID user, @Nullable String code) {
    @Nullable Factor factor = store.find(user);
    if (factor == null || !factor.isConfirmed()) {
      return;
    }
    if (code == null || code.isBlank()) {
      throw new AccessException(Problem.of("access.codeNeeded"));
    }
    attempts.count(counter(user), PER_PERSON);
    if (!isGood(factor, plain(code))) {
      throw new AccessException(Problem.of("access.badCode"));
    }
    attempts.forget(counter(user));
  }

  private boolean isGood(Factor factor, String code) {
    UUID user = factor.secret().user();
    if (CODE.matcher(code).matches()) {
      @Nullable Long step = Totp.step(open(factor.secret()), code, clock.instant());
      return step != null && store.use(user, step);
    }
    return code.length() >= FEWEST_LETTERS && store.useRecoveryCode(user, Secrets.hash(code));
  }

  private static String plain(String code) {
    String text = code.length() > LONGEST_CODE ? "" : code;
    return PARTS.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
  }

  private static String counter(UUID user) {
    return "code:" + user;
  }

  private byte[] open(SealedSecret secret) {
    try {
      String text =
          keys.open(
              new Sealed(secret.keyId(), secret.key(), secret.value()), context(secret.user()));
      return new Base32().decode(text);
    } catch (KeyRing.UnknownKeyException e) {
      throw new ConflictException(Problem.of("secret.keyMissing").with("value", secret.keyId()));
    }
  }

  private String context(UUID user) {
    return workspace.schema().text() + "\nsecondFactor\n" + user;
  }

  /** A node with other keys than the others would write what they cannot open. */
  private void refuseForeignKeys() {
    for (String id : store.keyIds()) {
      if (!keys.ids().contains(id)) {
        throw new ConflictException(Problem.of("secret.keyMissing").with("value", id));
      }
    }
  }

  private List<String> newCodes() {
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < RECOVERY_CODES; i++) {
      StringBuilder code = new StringBuilder();
      for (int letter = 0; letter < RECOVERY_LETTERS; letter++) {
        code.append(letter > 0 && letter % 4 == 0 ? "-" : "");
        code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
      }
      codes.add(code.toString());
    }
    return codes;
  }

  private static List<String> hashes(List<String> codes) {
    return codes.stream().map(code -> Secrets.hash(plain(code))).toList();
  }

  void begin(@Observes @Priority(20) WorkspaceOpened event) {
    int renewed = renew();
    if (renewed > 0) {
      LOG.infof("%d second factors are sealed under the first key now", renewed);
    }
  }

  /** Seals anew what older keys of the ring sealed; gives how many. */
  int renew() {
    List<String> older = keys.ids().stream().filter(id -> !id.equals(keys.first())).toList();
    int all = 0;
    int some;
    do {
      some = transactions.required(() -> renewSome(older));
      all += some;
    } while (some == PAGE);
    return all;
  }

  private int renewSome(List<String> older) {
    List<SealedSecret> found = store.sealedBy(older, PAGE);
    for (SealedSecret secret : found) {
      Sealed renewed =
          keys.renew(
              new Sealed(secret.keyId(), secret.key(), secret.value()), context(secret.user()));
      store.reseal(
          new SealedSecret(secret.user(), renewed.keyId(), renewed.key(), renewed.value()));
    }
    return found.size();
  }
}
