package dev.dougong.web.story;

import org.junit.jupiter.api.Tag;

/** The screens of {@link EveryScreenIT} in all four ways. */
@Story
@Tag("full")
class AllScreensIT extends EveryScreenIT {}
