package dev.dougong.web.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dougong.web.startup.internal.BackupCommand;
import dev.dougong.web.startup.internal.BackupPlaces;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CommandsTest {

  private final Commands commands =
      new Commands(Path.of("home"), new BackupPlaces(Path.of("backups"), name -> ""));

  @Test
  void aCommandIsKnownByItsNameAndAsItIsTyped() {
    assertThat(commands.named("backup")).isInstanceOf(BackupCommand.class);
    assertThat(commands.named("--backup", "file")).isInstanceOf(BackupCommand.class);
    assertThat(commands.named()).as("the application").isNull();
  }

  @Test
  void whatIsNoCommandStartsNothing() {
    assertThatThrownBy(() -> commands.named("--bakcup"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("bakcup")
        .hasMessageContaining("backup, restore, ");
  }
}
