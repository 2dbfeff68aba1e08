package io.palimpsest.local.vectors.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;

/** Walks the ids of a view in byte order, merging the sorted dictionaries of its segments. */
final class IdScan {
  private record Cursor(TermsEnum terms, @Nullable Bits live, BytesRef id) {
    boolean isLive() throws IOException {
      return RecordReader.firstLive(terms, live) >= 0;
    }
  }

  private final BytesRef prefix;
  private final PriorityQueue<Cursor> cursors =
      new PriorityQueue<>(Comparator.comparing(Cursor::id));

  private IdScan(BytesRef prefix) {
    this.prefix = prefix;
  }

  /** Up to {@code limit} ids that begin with the prefix and sort behind {@code after}. */
  static List<String> scan(View view, String prefix, @Nullable String after, int limit)
      throws IOException {
    IdScan scan = new IdScan(new BytesRef(prefix));
    boolean resume = after != null && after.compareTo(prefix) >= 0;
    BytesRef from = resume ? new BytesRef(after) : scan.prefix;
    for (LeafReaderContext leaf : view.reader().leaves()) {
      scan.open(leaf, from, resume);
    }
    return scan.take(limit);
  }

  private void open(LeafReaderContext leaf, BytesRef from, boolean exclusive) throws IOException {
    Terms terms = leaf.reader().terms(RecordCodec.ID);
    if (terms == null) {
      return;
    }
    TermsEnum cursor = terms.iterator();
    TermsEnum.SeekStatus found = cursor.seekCeil(from);
    if (found == TermsEnum.SeekStatus.END) {
      return;
    }
    boolean skip = exclusive && found == TermsEnum.SeekStatus.FOUND;
    offer(cursor, leaf.reader().getLiveDocs(), skip ? cursor.next() : cursor.term());
  }

  private List<String> take(int limit) throws IOException {
    List<String> ids = new ArrayList<>();
    while (ids.size() < limit && !cursors.isEmpty()) {
      Cursor least = cursors.remove();
      if (least.isLive()) {
        ids.add(least.id().utf8ToString());
      }
      offer(least.terms(), least.live(), least.terms().next());
    }
    return ids;
  }

  private void offer(TermsEnum terms, @Nullable Bits live, @Nullable BytesRef id) {
    if (id != null && StringHelper.startsWith(id, prefix)) {
      cursors.add(new Cursor(terms, live, BytesRef.deepCopyOf(id)));
    }
  }
}
