/** What people shall do: the inbox, answers, hand-overs. */
@NullMarked
package dev.dougong.workflow.task;

import org.jspecify.annotations.NullMarked;
