package dev.dougong.web.workspace.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dougong.engine.storage.Workspace;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each workspace has beans of its own, and who works for none gets nothing. */
class WorkspaceContextTest {

  private static final Workspace A = Workspace.of("a");
  private static final Workspace B = Workspace.of("b");

  private final WorkspaceContext context = new WorkspaceContext();
  private final Thing thing = new Thing();

  private static final class Thing implements Contextual<StringBuilder> {

    private final List<StringBuilder> destroyed = new ArrayList<>();

    @Override
    public StringBuilder create(CreationalContext<StringBuilder> creation) {
      return new StringBuilder();
    }

    @Override
    public void destroy(StringBuilder object, CreationalContext<StringBuilder> creation) {
      destroyed.add(object);
    }
  }

  private static final class Creation implements CreationalContext<StringBuilder> {

    @Override
    public void push(StringBuilder incomplete) {}

    @Override
    public void release() {}
  }

  private void open(Workspace workspace) {
    context.open(workspace, Instant.EPOCH, () -> {});
  }

  private StringBuilder of(Workspace workspace) {
    return context.in(workspace, () -> context.get(thing, new Creation()));
  }

  @Test
  void refusesWhoeverWorksForNone() {
    open(A);
    assertThat(context.isActive()).isFalse();
    assertThat(context.current()).isNull();
    assertThatThrownBy(context::needed).isInstanceOf(ContextNotActiveException.class);
    assertThatThrownBy(() -> context.get(thing)).isInstanceOf(ContextNotActiveException.class);
    assertThatThrownBy(() -> context.get(thing, new Creation()))
        .isInstanceOf(ContextNotActiveException.class);
    assertThatThrownBy(() -> of(B)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void keepsBeansApart() {
    open(A);
    open(B);
    assertThat(of(A)).isSameAs(of(A)).isNotSameAs(of(B));
    assertThat(context.<Boolean>in(A, context::isActive)).isTrue();
    assertThat(context.isActive()).as("afterwards").isFalse();
  }

  @Test
  void goesBackToWhereItWasAlsoAfterAFault() {
    open(A);
    open(B);
    context.in(
        A,
        () -> {
          assertThatThrownBy(
                  () ->
                      context.in(
                          B,
                          () -> {
                            throw new IllegalStateException("fault");
                          }))
              .hasMessage("fault");
          assertThat(context.needed()).isEqualTo(A);
          return true;
        });
    assertThat(context.isActive()).isFalse();
  }

  @Test
  void letsTheBeansOfAClosedOneGo() {
    open(A);
    StringBuilder of = of(A);
    context.in(
        A,
        () -> {
          assertThat(context.close(A, false, () -> {})).as("somebody works for it").isFalse();
          assertThat(context.close(A, true, () -> assertThat(of.isEmpty()).isTrue())).isTrue();
          assertThat(context.isActive()).as("closed meanwhile").isFalse();
          return true;
        });
    assertThat(thing.destroyed).containsExactly(of);
    assertThatThrownBy(() -> of(A)).isInstanceOf(IllegalStateException.class);
    open(A);
    assertThat(of(A)).isNotSameAs(of);
  }

  @Test
  void letsNobodyInBeforeItIsPrepared() {
    context.open(
        A,
        Instant.EPOCH,
        () -> {
          assertThat(context.needed()).as("who prepares it works for it").isEqualTo(A);
          assertThat(context.enter(A)).isNull();
        });
    assertThat(context.open()).containsExactly(A);
    assertThatThrownBy(
            () ->
                context.open(
                    B,
                    Instant.EPOCH,
                    () -> {
                      throw new IllegalStateException("fault");
                    }))
        .hasMessage("fault");
    assertThat(context.isOpen(B)).isFalse();
  }

  @Test
  void doesTheLastThingsWhenNobodyGetsInAnyMore() {
    open(A);
    assertThat(
            context.close(
                A,
                false,
                () -> {
                  assertThat(context.needed()).isEqualTo(A);
                  assertThat(context.enter(A)).isNull();
                }))
        .isTrue();
    assertThat(context.open()).isEmpty();
  }
}
