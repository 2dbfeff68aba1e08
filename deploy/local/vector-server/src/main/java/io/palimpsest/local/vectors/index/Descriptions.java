package io.palimpsest.local.vectors.index;

import io.pinecone.proto.NamespaceDescription;

/** What is told of a namespace. */
final class Descriptions {
  private Descriptions() {}

  static NamespaceDescription of(Namespace namespace, long records) {
    NamespaceDescription.Builder description =
        NamespaceDescription.newBuilder().setName(namespace.name()).setRecordCount(records);
    if (namespace.schema().getFieldsCount() > 0) {
      description.setSchema(namespace.schema());
      description
          .getIndexedFieldsBuilder()
          .addAllFields(namespace.schema().getFieldsMap().keySet());
    }
    return description.build();
  }
}
