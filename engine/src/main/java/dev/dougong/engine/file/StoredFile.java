package dev.dougong.engine.file;

import java.util.UUID;

/**
 * A file of the store; never changes.
 *
 * @param name as the person called it who brought it, without a path
 * @param size in bytes
 * @param type media type that its first bytes tell, whatever the name or the sender says
 */
public record StoredFile(UUID id, String name, long size, String type) {}
