package dev.dougong.engine.metadata.internal;

import dev.dougong.engine.metadata.store.InstalledApp;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code app}. */
@Entity(name = "AppRow")
@Table(name = "app")
public class AppRow extends PanacheEntityBase {

  @Id public String key = "";
  public String version = "";

  @Column(name = "package")
  public byte[] content = {};

  @Column(name = "installed_at")
  public Instant installedAt = Instant.EPOCH;

  @Column(name = "installed_by")
  public @Nullable UUID installedBy;

  InstalledApp toApp() {
    return new InstalledApp(key, version, content, installedAt, installedBy);
  }
}
