/**
 * Search inside a tenant: endpoints, their bodies and answers, the run of one search from question
 * to answer, and text written from matches by a chat model, with citations, as it comes.
 */
@NullMarked
package io.palimpsest.reembed.search;

import org.jspecify.annotations.NullMarked;
