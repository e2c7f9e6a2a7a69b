package dev.dougong.web.startup.internal;

import dev.dougong.engine.audit.AuditChain.Fault;
import dev.dougong.engine.audit.AuditChain.Head;
import dev.dougong.engine.audit.AuditChain.Verification;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.wiring.AuditTools;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code verify-audit [--in KEY]}: computes the audit chain anew and says what is wrong; changes
 * nothing.
 */
public final class AuditCommand implements ServerCommand {

  /** As it is typed. */
  public static final String NAME = "verify-audit";

  /** Code of the process for a broken chain; a start that fails ends with 1. */
  public static final int BROKEN = 3;

  @Override
  public Database database(Workspace workspace) {
    return Database.BESIDE;
  }

  @Override
  public int run(Server server, List<String> arguments) {
    Consumer<String> say = server.say();
    KnownWorkspace.check(server);
    Verification found =
        AuditTools.chain(server.url(), server.user(), server.password(), server.workspace())
            .verify();
    @Nullable Head head = found.head();
    say.accept("批次 / batches: " + found.batches() + ", 条目 / entries: " + found.entries());
    if (head != null) {
      say.accept("链尾 / head: " + head.number() + " " + head.digest());
    }
    for (Fault fault : found.faults()) {
      say.accept(
          "异常 / fault: "
              + fault.kind()
              + ", 批次 / batch "
              + (fault.batch() == null ? "-" : fault.batch())
              + (fault.source() == null ? "" : ", " + fault.source() + " " + fault.seq()));
    }
    say.accept(
        found.isWhole()
            ? "审计链完整 / the audit chain is whole"
            : "审计链已被破坏 / the audit chain is broken");
    return found.isWhole() ? 0 : BROKEN;
  }
}
