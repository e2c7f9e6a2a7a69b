package dev.dougong.engine.access.internal;

import dev.dougong.engine.access.User;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** Row of {@code app_user} without the password hash. */
@Entity
@Table(name = "app_user")
@DynamicUpdate
public class AppUser extends PanacheEntityBase {

  @Id public UUID id = new UUID(0, 0);

  public String username = "";

  public String name = "";

  @Column(name = "org_unit")
  public @Nullable UUID orgUnit;

  public String language = "zh";

  public long epoch = 1;

  @Column(name = "is_active")
  public boolean isActive = true;

  @Column(name = "created_at")
  public Instant createdAt = Instant.EPOCH;

  @Version public long version;

  @ElementCollection(fetch = FetchType.LAZY)
  @CollectionTable(name = "role_binding", joinColumns = @JoinColumn(name = "user_id"))
  @Column(name = "role")
  @BatchSize(size = 200)
  public Set<String> roles = new HashSet<>();

  User toUser() {
    return new User(id, username, name, orgUnit, language, roles, isActive, version);
  }
}
