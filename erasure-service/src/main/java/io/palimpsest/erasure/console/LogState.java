package io.palimpsest.erasure.console;

import io.palimpsest.audit.log.Checkpoint;
import io.palimpsest.audit.log.Policy;
import io.palimpsest.erasure.audit.LogPolicy;
import io.palimpsest.erasure.audit.PublishedLog;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is published of the log, as its page shows it.
 *
 * @param origin name of the log; null before the first checkpoint
 * @param size entries that the newest checkpoint covers
 * @param root root of their tree
 * @param witnesses names of the witnesses that the policy has
 * @param cosigned those of them that cosigned the newest checkpoint
 * @param believed whether that is the quorum that the policy demands
 * @param growth drawing of the tree
 * @param since how it goes on from the last visit; null on the first
 */
public record LogState(
    @Nullable String origin,
    long size,
    @Nullable String root,
    List<String> witnesses,
    List<String> cosigned,
    boolean believed,
    LogGrowth growth,
    LogVisit.@Nullable Since since) {
  /**
   * @param last the visitor's last visit
   */
  static LogState of(PublishedLog published, LogPolicy policy, Optional<LogVisit> last) {
    List<String> witnesses = policy.policy().witnesses().stream().map(Policy.Peer::name).toList();
    return published
        .head()
        .map(
            head -> {
              Checkpoint checkpoint = head.checkpoint();
              return new LogState(
                  checkpoint.origin(),
                  checkpoint.size(),
                  checkpoint.root().base64(),
                  witnesses,
                  policy.cosigners(head.note()),
                  policy.believes(head.note()),
                  LogGrowth.of(checkpoint.size(), last.map(LogVisit::size).orElse(0L)),
                  last.map(visit -> visit.since(published, checkpoint.size())).orElse(null));
            })
        .orElseGet(
            () ->
                new LogState(null, 0, null, witnesses, List.of(), false, LogGrowth.of(0, 0), null));
  }
}
