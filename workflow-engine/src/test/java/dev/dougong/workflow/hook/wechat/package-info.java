@NullMarked
package dev.dougong.workflow.hook.wechat;

import org.jspecify.annotations.NullMarked;
