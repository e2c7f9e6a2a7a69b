/** What people write to a WeChat official account. */
@NullMarked
package dev.dougong.workflow.hook.wechat;

import org.jspecify.annotations.NullMarked;
