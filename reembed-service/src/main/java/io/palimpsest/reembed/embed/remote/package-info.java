/**
 * Models that are asked over the network: OpenAI, whatever speaks its protocol, and Pinecone's.
 * Hides their protocols, limits and ways to fail.
 */
@NullMarked
package io.palimpsest.reembed.embed.remote;

import org.jspecify.annotations.NullMarked;
