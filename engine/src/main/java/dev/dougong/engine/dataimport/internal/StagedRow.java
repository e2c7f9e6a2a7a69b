package dev.dougong.engine.dataimport.internal;

import java.util.List;

/** A row that waits. */
record StagedRow(int number, List<String> cells) {}
