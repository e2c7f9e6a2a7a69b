package dev.dougong.engine.metadata.internal;

import dev.dougong.engine.metadata.store.InstalledApp;
import dev.dougong.engine.metadata.store.RestorePoint;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code app_restore_point}. */
@Entity
@Table(name = "app_restore_point")
public class RestorePointRow extends PanacheEntityBase {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public long id;

  public String app = "";
  public String version = "";

  @Column(name = "package")
  public byte[] content = {};

  @Column(name = "installed_at")
  public Instant installedAt = Instant.EPOCH;

  @Column(name = "installed_by")
  public @Nullable UUID installedBy;

  public String state = "";

  @Column(name = "created_at")
  public Instant createdAt = Instant.EPOCH;

  @Column(name = "created_by")
  public @Nullable UUID createdBy;

  void set(RestorePoint point) {
    app = point.app().key();
    version = point.app().version();
    content = point.app().content();
    installedAt = point.app().installedAt();
    installedBy = point.app().installedBy();
    state = point.state();
    createdAt = point.createdAt();
    createdBy = point.createdBy();
  }

  RestorePoint toPoint() {
    return new RestorePoint(
        id,
        new InstalledApp(app, version, content, installedAt, installedBy),
        state,
        createdAt,
        createdBy);
  }
}
