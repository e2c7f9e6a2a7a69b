package dev.dougong.engine.metadata.store;

/**
 * What an app adds to a document of another owner.
 *
 * @param kind of the document that is extended
 * @param key of the document that is extended
 * @param app that extends it
 * @param content JSON text
 */
public record DocumentExtension(String kind, String key, String app, String content) {}
