package io.palimpsest.erasure.participant;

import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Receipt;
import io.palimpsest.erasure.model.Scope;
import io.palimpsest.erasure.model.Task;
import io.palimpsest.erasure.saga.LocalParticipant;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.topic.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** A tombstone per tenant scope on the registry's topic, beside the registry entry itself. */
@ApplicationScoped
class TenantTopicParticipant implements LocalParticipant {
  private final Tombstones tombstones;

  TenantTopicParticipant(EventPublisher publisher) {
    this.tombstones = new Tombstones(publisher);
  }

  @Override
  public String name() {
    return Participants.TENANTS;
  }

  @Override
  public Receipt perform(ErasureRequest request, Task task) {
    List<UUID> uids = isTenant(request.planned().scope()) ? request.planned().uids() : List.of();
    tombstones.write(Topic.TENANTS, uids);
    return new Receipt(
        task.attempt(),
        uids.size(),
        uids.size(),
        0,
        "tombstone",
        "acknowledged:" + uids.size(),
        List.of(),
        null);
  }

  private static boolean isTenant(Scope scope) {
    return switch (scope.type()) {
      case ORGANIZATION, PROFILE, CREATOR, TWIN -> true;
      case ITEM, SOURCE, UNKNOWN -> false;
    };
  }
}
