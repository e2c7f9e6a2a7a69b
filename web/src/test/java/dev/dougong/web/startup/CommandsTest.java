package dev.dougong.web.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dougong.engine.storage.Workspace;
import dev.dougong.web.startup.Commands.Call;
import dev.dougong.web.startup.internal.BackupCommand;
import dev.dougong.web.startup.internal.BackupPlaces;
import dev.dougong.web.startup.internal.ServerCommand.Database;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CommandsTest {

  private final Commands commands =
      new Commands(Path.of("home"), new BackupPlaces(Path.of("backups"), name -> ""));

  @Test
  void aCommandIsKnownByItsNameAndAsItIsTyped() {
    assertThat(named("backup").command()).isInstanceOf(BackupCommand.class);
    Call call = named("--backup", "file");
    assertThat(call.command()).isInstanceOf(BackupCommand.class);
    assertThat(call.arguments()).containsExactly("file");
    assertThat(call.workspace()).isEqualTo(Workspace.MAIN);
    assertThat(commands.named()).as("the application").isNull();
  }

  private Call named(String... arguments) {
    return Objects.requireNonNull(commands.named(arguments));
  }

  @Test
  void aWorkspaceIsNamedBesideTheOtherArguments() {
    for (Call call :
        List.of(named("backup", "--in", "acme", "file"), named("backup", "file", "--in", "acme"))) {
      assertThat(call.workspace()).isEqualTo(Workspace.of("acme"));
      assertThat(call.arguments()).containsExactly("file");
    }
    assertThat(named("restore", "file").database()).isEqualTo(Database.ALONE);
    assertThat(named("restore", "--in", "acme", "file").database()).isEqualTo(Database.BESIDE);
    for (String key : List.of("", "A", "a b", "../x", "--in")) {
      assertThatThrownBy(() -> commands.named("backup", "--in", key))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThatThrownBy(() -> commands.named("backup", "--in"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatIsNoCommandStartsNothing() {
    assertThatThrownBy(() -> commands.named("--bakcup"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("bakcup")
        .hasMessageContaining("backup, restore, ");
  }
}
