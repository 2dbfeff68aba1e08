package io.palimpsest.erasure.participant;

import io.palimpsest.erasure.plan.PlanMaker;
import io.palimpsest.erasure.saga.SagaSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Plans know everybody who takes part. */
@ApplicationScoped
class ParticipantBeans {
  @Produces
  @Singleton
  PlanMaker plans(ParticipantSettings settings, SagaSettings saga) {
    return new PlanMaker(Participants.with(settings.upstream(), saga.answerTime()));
  }
}
