/** What people do, told by other programs: streams of events, kept as records. */
@NullMarked
package dev.dougong.workflow.event;

import org.jspecify.annotations.NullMarked;
