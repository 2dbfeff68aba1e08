package io.palimpsest.reembed.migration;

import io.palimpsest.audit.tree.Hash;
import io.palimpsest.reembed.migration.CopyPlan.Move;
import io.palimpsest.reembed.migration.MoveState.Copied;
import io.palimpsest.reembed.migration.MoveState.Parity;
import io.palimpsest.reembed.migration.MoveState.Spread;
import io.palimpsest.reembed.migration.MoveState.Verified;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;

/** Moves as documents and back. The names here are the schema of the collection. */
final class MoveDocuments {
  static final String ID = "_id";
  static final String UIDS = "uids";
  static final String PLAN = "plan";
  static final String TARGET = "target";
  static final String COPIED = "copied";
  static final String VERIFIED = "verified";
  static final String PARITY = "parity";
  static final String READ_SHARE = "read_share";
  private static final String JOB = "job";

  private MoveDocuments() {}

  static Document of(MoveState state) {
    Move move = state.move();
    return new Document(ID, move.namespace())
        .append(PLAN, state.plan())
        .append("creator", move.creator())
        .append("twin", move.twin())
        .append(UIDS, move.uids().stream().map(UUID::toString).toList())
        .append(TARGET, move.target())
        .append("planned", move.vectors())
        .append("model", state.model())
        .append("by", state.by())
        .append("accepted_at", Date.from(state.acceptedAt()))
        .append(COPIED, of(state.copied()))
        .append(READ_SHARE, state.readShare());
  }

  static MoveState read(Document document) {
    var uids = document.getList(UIDS, String.class).stream().map(UUID::fromString).toList();
    return new MoveState(
        new Move(
            document.getString(ID),
            document.getString("creator"),
            document.getString("twin"),
            uids.getFirst(),
            uids.getLast(),
            document.getString(TARGET),
            document.getLong("planned")),
        document.getString(PLAN),
        document.getString("model"),
        document.getString("by"),
        document.getDate("accepted_at").toInstant(),
        copied(document.get(COPIED, Document.class)),
        Optional.ofNullable(document.get(VERIFIED, Document.class))
            .filter(seen -> seen.containsKey(JOB))
            .map(MoveDocuments::verified),
        Optional.ofNullable(document.get(PARITY, Document.class)).map(MoveDocuments::parity),
        document.getInteger(READ_SHARE));
  }

  static Document of(Copied copied) {
    return new Document("token", copied.token())
        .append("last", copied.last())
        .append("vectors", copied.vectors())
        .append("rejected", copied.rejected())
        .append("superseded", copied.superseded())
        .append("subtrees", copied.subtrees().stream().map(Hash::base64).toList())
        .append("done", copied.done());
  }

  private static Copied copied(Document document) {
    return new Copied(
        document.getString("token"),
        document.getString("last"),
        document.getLong("vectors"),
        document.getLong("rejected"),
        document.getLong("superseded"),
        document.getList("subtrees", String.class).stream().map(Hash::ofBase64).toList(),
        document.getBoolean("done"));
  }

  static Document of(Verified verified) {
    return new Document(JOB, verified.job().toString())
        .append("at", Date.from(verified.at()))
        .append("vectors", verified.vectors())
        .append("missing", verified.missing())
        .append("extra", verified.extra())
        .append("different", verified.different())
        .append("rejected", verified.rejected())
        .append("superseded", verified.superseded())
        .append("before", verified.before())
        .append("after", verified.after());
  }

  private static Verified verified(Document document) {
    return new Verified(
        UUID.fromString(document.getString(JOB)),
        document.getDate("at").toInstant(),
        document.getLong("vectors"),
        document.getLong("missing"),
        document.getLong("extra"),
        document.getLong("different"),
        document.getLong("rejected"),
        document.getLong("superseded"),
        document.getString("before"),
        document.getString("after"));
  }

  static Document of(Parity parity) {
    return new Document("at", Date.from(parity.at()))
        .append("queries", parity.queries())
        .append("recall", parity.recall())
        .append("median", parity.spread().median())
        .append("p5", parity.spread().p5())
        .append("rank_correlation", parity.spread().rankCorrelation().orElse(null))
        .append("by", parity.by())
        .append("accepted_by", parity.acceptedBy().orElse(null));
  }

  private static Parity parity(Document document) {
    return new Parity(
        document.getDate("at").toInstant(),
        document.getInteger("queries"),
        document.getDouble("recall"),
        new Spread(
            document.get("median", document.getDouble("recall")),
            document.get("p5", document.getDouble("recall")),
            Optional.ofNullable(document.getDouble("rank_correlation"))),
        document.getString("by"),
        Optional.ofNullable(document.getString("accepted_by")));
  }
}
