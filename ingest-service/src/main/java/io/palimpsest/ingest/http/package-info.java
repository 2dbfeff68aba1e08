/**
 * The HTTP door: reads requests, asks the domain, writes answers. Decides nothing itself; refusals
 * leave as problem documents.
 */
@NullMarked
package io.palimpsest.ingest.http;

import org.jspecify.annotations.NullMarked;
