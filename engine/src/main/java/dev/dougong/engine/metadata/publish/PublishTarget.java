package dev.dougong.engine.metadata.publish;

import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.store.StoredDocument;
import org.jspecify.annotations.Nullable;

/**
 * How a document shall be after a publishing.
 *
 * @param content effective JSON text; null removes the document
 * @param owner app or {@link StoredDocument#LOCAL}
 * @param base as the owner's package has it, or null
 * @param local what this workspace made of it, or null
 */
public record PublishTarget(
    Document.Name name,
    @Nullable String content,
    String owner,
    @Nullable String base,
    @Nullable String local) {}
