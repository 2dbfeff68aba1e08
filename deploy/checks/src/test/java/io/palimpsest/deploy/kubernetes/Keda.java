package io.palimpsest.deploy.kubernetes;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Map;

/**
 * KEDA's kinds. KEDA publishes no Java model; these are the fields of its custom resource
 * definitions of version 2 that scale by a trigger, and no others.
 */
final class Keda {
  private Keda() {}

  record ScaledObject(
      @JsonProperty(required = true) String apiVersion,
      @JsonProperty(required = true) String kind,
      @JsonProperty(required = true) ObjectMeta metadata,
      @JsonProperty(required = true) Spec spec) {}

  record Spec(
      @JsonProperty(required = true) Target scaleTargetRef,
      Integer pollingInterval,
      Integer cooldownPeriod,
      Integer idleReplicaCount,
      Integer minReplicaCount,
      Integer maxReplicaCount,
      Fallback fallback,
      @JsonProperty(required = true) List<Trigger> triggers) {}

  record Target(
      String apiVersion,
      String kind,
      @JsonProperty(required = true) String name,
      String envSourceContainerName) {}

  record Fallback(Integer failureThreshold, Integer replicas) {}

  record Trigger(
      @JsonProperty(required = true) String type,
      String name,
      Boolean useCachedMetrics,
      @JsonProperty(required = true) Map<String, String> metadata,
      AuthenticationRef authenticationRef,
      String metricType) {}

  record AuthenticationRef(@JsonProperty(required = true) String name, String kind) {}

  record TriggerAuthentication(
      @JsonProperty(required = true) String apiVersion,
      @JsonProperty(required = true) String kind,
      @JsonProperty(required = true) ObjectMeta metadata,
      @JsonProperty(required = true) AuthenticationSpec spec) {}

  record AuthenticationSpec(
      List<SecretTarget> secretTargetRef, List<SecretTarget> configMapTargetRef) {}

  record SecretTarget(
      @JsonProperty(required = true) String parameter,
      @JsonProperty(required = true) String name,
      @JsonProperty(required = true) String key) {}
}
