package dev.dougong.engine.record;

/**
 * Where a reader of the change log stands: behind the change of this transaction and number.
 *
 * @param transaction id of the transaction that wrote the change
 * @param seq number of the change
 */
public record ChangeCursor(long transaction, long seq) {}
