package io.palimpsest.reembed.index;

import io.palimpsest.reembed.change.Change;
import io.palimpsest.reembed.change.Contents;
import io.palimpsest.reembed.change.Document;
import io.palimpsest.reembed.change.Entity;
import io.palimpsest.reembed.ledger.Rendering;
import io.palimpsest.reembed.text.Chunk;
import io.palimpsest.reembed.text.Chunker;
import io.palimpsest.reembed.text.Digests;
import io.palimpsest.reembed.text.DocumentText;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Says of a change which vectors it wants. */
final class Renderer {
  private final DocumentText texts;
  private final Chunker chunker;
  private final String model;

  Renderer(DocumentText texts, Chunker chunker, String model) {
    this.texts = texts;
    this.chunker = chunker;
    this.model = model;
  }

  Rendering rendering(String namespace) {
    return new Rendering(namespace, model, chunker.name());
  }

  /** What the change says; content that is kept elsewhere is fetched only when it is needed. */
  Request request(Change change, String namespace, Contents contents) {
    return change
        .document()
        .map(document -> upsert(change, document, namespace, contents))
        .orElseGet(() -> delete(change, namespace));
  }

  private Request upsert(Change change, Document document, String namespace, Contents contents) {
    return new Request(
        change.revision(),
        false,
        rendering(namespace),
        contentHash(document),
        metadataHash(document),
        () -> wanted(change.entity(), document, contents));
  }

  private Request delete(Change change, String namespace) {
    return new Request(change.revision(), true, rendering(namespace), "", "", () -> Wanted.NOTHING);
  }

  private Wanted wanted(Entity entity, Document document, Contents contents) {
    return switch (document) {
      case Document.Item item ->
          Wanted.of(
              chunker.whole(item.text()).stream().map(chunk -> piece(entity.id(), chunk)).toList());
      case Document.Source source -> cut(entity.id(), source.content(), source.mediaType());
      case Document.Referenced kept ->
          cut(entity.id(), fetch(kept.contentId(), entity.uid(), contents), kept.mediaType());
    };
  }

  private Wanted cut(String entityId, byte[] content, String mediaType) {
    List<Chunk> chunks = chunker.split(texts.of(content, mediaType));
    return Wanted.of(
        chunks.stream().map(chunk -> piece(entityId + '#' + chunk.digest(), chunk)).toList());
  }

  private static byte[] fetch(String contentId, UUID entity, Contents contents) {
    return switch (contents.fetch(contentId, entity)) {
      case Contents.Fetched.Content(byte[] bytes) -> bytes;
      case Contents.Fetched.Erased() -> throw new NoContentException(new Outcome.Erased());
      case Contents.Fetched.Superseded() -> throw new NoContentException(new Outcome.Superseded(0));
      case Contents.Fetched.Missing() ->
          throw new NoContentException(new Outcome.Parked("content.missing"));
      case Contents.Fetched.Unreadable(String reason) ->
          throw new NoContentException(new Outcome.Parked(reason));
      case Contents.Fetched.Failing() ->
          throw new NoContentException(new Outcome.Later(Contents.FAILING, Duration.ZERO));
    };
  }

  private static Piece piece(String id, Chunk chunk) {
    return new Piece(id, chunk.text(), chunk.tokens(), Digests.sha256(chunk.text()));
  }

  private static String contentHash(Document document) {
    return switch (document) {
      case Document.Item item -> Digests.sha256(item.text());
      case Document.Source source -> Digests.sha256(source.mediaType() + '\n' + source.sha256());
      case Document.Referenced kept -> Digests.sha256(kept.mediaType() + '\n' + kept.sha256());
    };
  }

  private static String metadataHash(Document document) {
    return Digests.sha256(document.title() + '\n' + document.metadata().values());
  }
}
