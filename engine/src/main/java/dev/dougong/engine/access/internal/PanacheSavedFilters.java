package dev.dougong.engine.access.internal;

import dev.dougong.engine.access.SavedFilters;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.WorkspaceScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Filters in the table {@code saved_filter}. */
@WorkspaceScoped
public final class PanacheSavedFilters implements SavedFilters {

  private final Transactions transactions;

  /** Within the engine's transactions. */
  @Inject
  public PanacheSavedFilters(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public List<SavedFilter> list(UUID user) {
    return transactions.required(
        () ->
            SavedFilterRow.<SavedFilterRow>find("userId = ?1 or isShared order by name, id", user)
                .stream()
                .map(
                    row ->
                        new SavedFilter(
                            row.id, row.userId, row.entity, row.name, row.content, row.isShared))
                .toList());
  }

  @Override
  public void save(SavedFilter filter) {
    transactions.required(
        () -> {
          @Nullable SavedFilterRow row = SavedFilterRow.findById(filter.id());
          if (row == null) {
            row = new SavedFilterRow();
            row.id = filter.id();
            row.userId = filter.user();
          } else if (!row.userId.equals(filter.user())) {
            throw new AccessException(Problem.of("notFound"));
          }
          row.entity = filter.entity();
          row.name = filter.name();
          row.isShared = filter.isShared();
          row.content = filter.content();
          row.persistAndFlush();
          return filter;
        });
  }

  @Override
  public void delete(UUID id, UUID user) {
    transactions.required(
        () -> {
          if (SavedFilterRow.delete("id = ?1 and userId = ?2", id, user) == 0) {
            throw new AccessException(Problem.of("notFound"));
          }
          return id;
        });
  }
}
