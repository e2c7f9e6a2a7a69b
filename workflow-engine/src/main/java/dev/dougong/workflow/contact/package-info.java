/**
 * Rules about writing to people: how often, when, and to whom not. Documents come in; the contact
 * gate holds every message to them.
 */
@NullMarked
package dev.dougong.workflow.contact;

import org.jspecify.annotations.NullMarked;
