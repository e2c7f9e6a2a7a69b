/**
 * The shop's stories, told in a browser: the packaged application, the phone-store template with
 * its demo data, Chromium. Each step leaves a picture in {@code target/screenshots}.
 */
@NullMarked
package dev.dougong.web.story;

import org.jspecify.annotations.NullMarked;
