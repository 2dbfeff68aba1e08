package io.palimpsest.erasure.document;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.palimpsest.audit.RequestKey;
import io.palimpsest.erasure.demand.Deed;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;

/** Deeds in the document of what was done: all of them, and references of those yet to be said. */
final class DeedDocuments {
  private static final String ALL = "deeds";
  private static final String UNSAID = "unsaid";

  private DeedDocuments() {}

  /** Adds a deed to a document that is written with it. */
  static Document with(Document document, Deed deed) {
    return document.append(ALL, List.of(form(deed))).append(UNSAID, List.of(deed.ref()));
  }

  /** Adds a deed in the update that it tells of. */
  static Bson push(Deed deed) {
    return Updates.combine(Updates.push(ALL, form(deed)), Updates.push(UNSAID, deed.ref()));
  }

  static Bson said(String ref) {
    return Updates.pull(UNSAID, ref);
  }

  static Bson isUnsaid() {
    return Filters.exists(UNSAID + ".0");
  }

  static Bson isUnsaid(String ref) {
    return Filters.eq(UNSAID, ref);
  }

  static Bson named(String ref) {
    return Filters.eq(ALL + ".ref", ref);
  }

  static List<Deed> all(Document document) {
    return document.getList(ALL, Document.class, List.of()).stream()
        .map(DeedDocuments::deed)
        .toList();
  }

  static List<Deed> unsaid(Document document) {
    List<String> refs = document.getList(UNSAID, String.class, List.of());
    return all(document).stream().filter(deed -> refs.contains(deed.ref())).toList();
  }

  private static Document form(Deed deed) {
    return new Document("ref", deed.ref())
        .append("key", new Binary(deed.key().bytes()))
        .append("statement", deed.statement())
        .append("proof", deed.proof());
  }

  private static Deed deed(Document form) {
    return new Deed(
        form.getString("ref"),
        RequestKey.of(form.get("key", Binary.class).getData()),
        form.getString("statement"),
        form.getString("proof"));
  }
}
