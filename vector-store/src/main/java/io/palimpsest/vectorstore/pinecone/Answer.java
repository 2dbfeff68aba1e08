package io.palimpsest.vectorstore.pinecone;

import io.palimpsest.vectorstore.WriteReceipt;

/**
 * What a call brought back.
 *
 * @param value the message
 * @param headers headers and trailers beside it
 */
record Answer<T>(T value, CallHeaders headers) {
  WriteReceipt receipt() {
    return new WriteReceipt(1, headers.requestLsn());
  }
}
