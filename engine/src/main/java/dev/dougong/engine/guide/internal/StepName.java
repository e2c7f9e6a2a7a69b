package dev.dougong.engine.guide.internal;

/** Under what a step is kept: the first keys that its guide and the step ever had. */
record StepName(String guide, String step) {}
