/** What runs in the background, called by the application's threads and by tests. */
@NullMarked
package dev.dougong.workflow.job;

import org.jspecify.annotations.NullMarked;
