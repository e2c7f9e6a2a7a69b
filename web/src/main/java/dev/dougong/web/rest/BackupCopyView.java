package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.backup.BackupCopies;
import dev.dougong.engine.backup.BackupCopies.Entry;
import dev.dougong.engine.backup.BackupCopies.Step;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.problem.ProblemTexts;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.WorkspaceScoped;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.web.backup.BackupStores;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of copies of the workspace's backups, as the page of backups shows it. */
@WorkspaceScoped
public final class BackupCopyView {

  private final BackupStores stores;
  private final BackupCopies copies;
  private final Workspace workspace;
  private final ProblemTexts texts;
  private final ObjectMapper mapper;

  /** Over the notes; asks the second place itself nothing, which may be slow, or gone. */
  @Inject
  public BackupCopyView(
      BackupStores stores,
      BackupCopies copies,
      Workspace workspace,
      ProblemTexts texts,
      ObjectMapper mapper) {
    this.stores = stores;
    this.copies = copies;
    this.workspace = workspace;
    this.texts = texts;
    this.mapper = mapper;
  }

  /** Where copies go; null where they go nowhere. */
  @Nullable String place() {
    return stores.isOn() ? stores.of(workspace).place() : null;
  }

  /** Notes by name; none where copies go nowhere. */
  Map<String, Entry> byName() {
    Map<String, Entry> all = new LinkedHashMap<>();
    if (stores.isOn()) {
      copies.list().forEach(entry -> all.put(entry.name(), entry));
    }
    return all;
  }

  /** Whether a backup lies in the second place. */
  boolean isThere(String name) {
    @Nullable Entry entry = byName().get(name);
    return entry != null && entry.step() == Step.COPIED;
  }

  JsonNode json(@Nullable Entry entry, Locale locale) {
    if (entry == null) {
      return NullNode.instance;
    }
    ObjectNode json = mapper.createObjectNode();
    json.put("step", entry.step().name().toLowerCase(Locale.ROOT));
    json.put("copiedAt", text(entry.copiedAt()));
    json.put("dueAt", text(entry.dueAt()));
    json.set("problem", json(entry.problem(), locale));
    return json;
  }

  private static @Nullable String text(@Nullable Instant moment) {
    return moment == null ? null : ValueJson.text(moment);
  }

  JsonNode json(@Nullable Problem problem, Locale locale) {
    return problem == null
        ? NullNode.instance
        : mapper
            .createObjectNode()
            .put("code", problem.code())
            .put("message", texts.message(problem, locale))
            .put("remedy", texts.remedy(problem, locale));
  }
}
