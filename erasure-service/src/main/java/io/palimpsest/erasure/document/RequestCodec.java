package io.palimpsest.erasure.document;

import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.RequestJson;
import org.bson.Document;

/** A request as a BSON sub-document. */
final class RequestCodec {
  private final RequestJson json = new RequestJson();

  Document encode(ErasureRequest request) {
    return new Document(json.fields(request));
  }

  ErasureRequest decode(Document body) {
    return json.request(body);
  }
}
