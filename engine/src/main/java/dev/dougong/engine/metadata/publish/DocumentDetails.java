package dev.dougong.engine.metadata.publish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.document.Document;
import org.jspecify.annotations.Nullable;

/**
 * A document as designers see it.
 *
 * @param owner app or {@code local}
 * @param version of what is published; 0 for what never was
 * @param published what is published, or null
 * @param draft what waits, or null
 * @param isRemoval whether its removal waits
 * @param isChangedLocally whether it differs from what its app installed
 * @param revision of all this together; grows with every write
 */
public record DocumentDetails(
    Document.Name name,
    String owner,
    long version,
    @Nullable ObjectNode published,
    @Nullable ObjectNode draft,
    boolean isRemoval,
    boolean isChangedLocally,
    long revision) {}
