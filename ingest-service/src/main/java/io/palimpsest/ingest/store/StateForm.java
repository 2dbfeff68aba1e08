package io.palimpsest.ingest.store;

import io.palimpsest.fencing.Work;
import io.palimpsest.ingest.entry.Head;
import io.palimpsest.ingest.vault.Vault;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.Document;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;
import org.bson.types.Binary;

/**
 * States as they lie in documents: sealed where the kind is, plain where it is not and where they
 * were written before sealing. Both are read.
 */
final class StateForm<S> {
  private static final String WHAT = "state";
  private static final DocumentCodec CODEC = new DocumentCodec();

  private final Kind<S> kind;
  private final Vault vault;

  StateForm(Kind<S> kind, Vault vault) {
    this.kind = kind;
    this.vault = vault;
  }

  /** Whether the entries are tenants, which are closed rather than deleted. */
  boolean isOfTenants() {
    return kind.keepsStateOfDeleted();
  }

  /** Seals what is to be written; comes by the keys. */
  Vault.Sealer sealer(Collection<List<UUID>> paths, Predicate<UUID> isNew, Work work) {
    return kind.isSealed()
        ? vault.sealer(paths, isNew, work)
        : (owner, what, plain) -> Optional.empty();
  }

  /** Opens the states of these documents; comes by the keys. */
  Vault.Opener opener(List<Document> documents) {
    return vault.opener(
        documents.stream()
            .filter(document -> sealed(document).isPresent())
            .map(document -> UUID.fromString(document.getString(Fields.UID)))
            .toList());
  }

  Document toDocument(Head head, S state, Vault.Sealer sealer) {
    return toDocument(head.uid(), kind.toDocument(state), sealer);
  }

  /** A plain state as it is to be stored. */
  static Document toDocument(UUID owner, Document plain, Vault.Sealer sealer) {
    return sealer
        .seal(owner, WHAT, bytes(plain))
        .map(bytes -> new Document(Fields.SEALED, new Binary(bytes)))
        .orElse(plain);
  }

  /** The state in a document, empty for a stub and for one whose key was destroyed. */
  Optional<S> state(Document document, Vault.Opener opener) {
    Optional<byte[]> sealed = sealed(document);
    if (sealed.isEmpty()) {
      return Optional.ofNullable(document.get(Fields.STATE, Document.class))
          .map(kind::fromDocument);
    }
    return opener
        .open(UUID.fromString(document.getString(Fields.UID)), WHAT, sealed.get())
        .map(StateForm::document)
        .map(kind::fromDocument);
  }

  private static Optional<byte[]> sealed(Document document) {
    return Optional.ofNullable(document.get(Fields.STATE, Document.class))
        .map(state -> state.get(Fields.SEALED, Binary.class))
        .map(Binary::getData);
  }

  private static byte[] bytes(Document document) {
    BasicOutputBuffer buffer = new BasicOutputBuffer();
    CODEC.encode(new BsonBinaryWriter(buffer), document, EncoderContext.builder().build());
    return buffer.toByteArray();
  }

  private static Document document(byte[] bytes) {
    return CODEC.decode(
        new BsonBinaryReader(ByteBuffer.wrap(bytes)), DecoderContext.builder().build());
  }
}
