/** Messages into a WeCom group by its robot. */
@NullMarked
package dev.dougong.workflow.message.wecom;

import org.jspecify.annotations.NullMarked;
