/** Messages into a DingTalk group by its robot. */
@NullMarked
package dev.dougong.workflow.message.dingtalk;

import org.jspecify.annotations.NullMarked;
