/**
 * The Pinecone adapter: data plane of API 2025-10 over gRPC, on the official SDK's messages and
 * connection. Adds what the SDK leaves out: a deadline on every call, headers of answers, limits of
 * requests, typed errors. Nothing outside this package touches the SDK.
 */
@NullMarked
package io.palimpsest.vectorstore.pinecone;

import org.jspecify.annotations.NullMarked;
