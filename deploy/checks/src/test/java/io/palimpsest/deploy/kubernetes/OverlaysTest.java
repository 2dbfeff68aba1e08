package io.palimpsest.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.palimpsest.right.Principals;
import io.palimpsest.topic.AnyTopic;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class OverlaysTest {
  private static final List<String> OVERLAYS = Rendered.OVERLAYS;
  private static final Set<String> SERVICES = Set.of("ingest", "reembed", "erasure");

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void everyObjectIsReadByTheStrictModelOfItsKind(String overlay) {
    Rendered rendered = Rendered.overlay(overlay);
    assertThat(rendered.objects()).hasSizeGreaterThan(50);
    assertThat(names(rendered.all(Deployment.class))).containsAll(SERVICES);
    System.out.println(
        "overlay " + overlay + ": " + rendered.objects().size() + " objects read strictly");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {selektor: {a: b}}}",
        "{apiVersion: apps/v1, kind: Deployment, spec: {template: {spec: {containers: [{name: a, redinessProbe: {}}]}}}}",
        "{apiVersion: kafka.strimzi.io/v1beta2, kind: KafkaTopic, spec: {partitionz: 3}}",
        "{apiVersion: keda.sh/v1alpha1, kind: ScaledObject, metadata: {}, spec: {scaleTargetRef: {name: a}, triggers: [], maxReplica: 3}}"
      })
  void aPropertyThatTheModelDoesNotKnowIsAnError(String yaml) {
    assertThatThrownBy(() -> Kinds.read(Rendered.parse(yaml).getFirst()))
        .isInstanceOf(UnrecognizedPropertyException.class);
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void noContainerRunsAsRootOrWritesToItsOwnDiskOrTakesWhatItWants(String overlay) {
    List<PodSpec> pods = pods(Rendered.overlay(overlay)).toList();
    assertThat(pods).hasSizeGreaterThan(3);
    assertThat(pods)
        .allSatisfy(
            pod -> {
              assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
              assertThat(pod.getSecurityContext().getRunAsUser()).isPositive();
              assertThat(pod.getSecurityContext().getSeccompProfile().getType())
                  .isEqualTo("RuntimeDefault");
              assertThat(pod.getAutomountServiceAccountToken()).isFalse();
              assertThat(pod.getContainers()).allSatisfy(OverlaysTest::isHarmless);
            });
  }

  private static void isHarmless(Container container) {
    assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
    assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
    assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(container.getResources().getLimits()).containsKey("memory");
    assertThat(container.getResources().getRequests()).containsKeys("memory", "cpu");
    assertThat(container.getStartupProbe()).isNotNull();
    assertThat(container.getLivenessProbe()).isNotNull();
    assertThat(container.getReadinessProbe()).isNotNull();
    assertThat(container.getImage()).matches(".+:[0-9].*");
    assertThat(container.getVolumeMounts()).anyMatch(mount -> mount.getMountPath().equals("/tmp"));
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void whatANameLeadsToIsThere(String overlay) {
    Rendered rendered = Rendered.overlay(overlay);
    Set<String> maps =
        Stream.concat(names(rendered.all(ConfigMap.class)).stream(), Stream.of("trusted-keys"))
            .collect(Collectors.toSet());
    Set<String> accounts = names(rendered.all(ServiceAccount.class));
    assertThat(pods(rendered))
        .allSatisfy(
            pod -> {
              assertThat(accounts).contains(pod.getServiceAccountName());
              Set<String> volumes =
                  pod.getVolumes().stream().map(it -> it.getName()).collect(Collectors.toSet());
              pod.getVolumes().stream()
                  .filter(it -> it.getConfigMap() != null)
                  .forEach(it -> assertThat(maps).contains(it.getConfigMap().getName()));
              pod.getContainers().stream()
                  .flatMap(it -> it.getEnvFrom().stream())
                  .forEach(it -> assertThat(maps).contains(it.getConfigMapRef().getName()));
              if (!pod.getServiceAccountName().matches("mongo|vectors")) {
                pod.getContainers().stream()
                    .flatMap(it -> it.getVolumeMounts().stream())
                    .forEach(it -> assertThat(volumes).contains(it.getName()));
              }
            });
    Set<String> services = names(rendered.all(Service.class));
    assertThat(backends(rendered)).isNotEmpty().isSubsetOf(services);
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void everySelectorFindsPods(String overlay) {
    Rendered rendered = Rendered.overlay(overlay);
    List<Map<String, String>> labels =
        templates(rendered).map(template -> template.getMetadata().getLabels()).toList();
    Stream<Map<String, String>> selectors =
        Stream.concat(
            rendered.all(Service.class).map(it -> it.getSpec().getSelector()),
            rendered
                .all(PodDisruptionBudget.class)
                .map(it -> it.getSpec().getSelector().getMatchLabels()));
    assertThat(selectors)
        .hasSizeGreaterThan(5)
        .allSatisfy(
            selector ->
                assertThat(labels)
                    .anyMatch(pod -> pod.entrySet().containsAll(selector.entrySet())));
  }

  @Test
  void whatIsScaledStaysWithinThePartitionsOfWhatItReads() {
    Rendered rendered = Rendered.overlay("production");
    List<Keda.ScaledObject> scaled = rendered.all(Keda.ScaledObject.class).toList();
    assertThat(scaled).hasSize(2);
    assertThat(scaled)
        .allSatisfy(
            object -> {
              assertThat(names(rendered.all(Deployment.class)))
                  .contains(object.spec().scaleTargetRef().name());
              assertThat(object.spec().triggers())
                  .allSatisfy(
                      trigger ->
                          assertThat(
                                  AnyTopic.named(trigger.metadata().get("topic"))
                                      .orElseThrow()
                                      .partitions())
                              .isGreaterThanOrEqualTo(object.spec().maxReplicaCount()));
            });
  }

  @Test
  void inProductionEachServiceHasTwoInstancesAndABudget() {
    Rendered rendered = Rendered.overlay("production");
    assertThat(rendered.all(Deployment.class))
        .allSatisfy(it -> assertThat(it.getSpec().getReplicas()).isGreaterThanOrEqualTo(2));
    assertThat(names(rendered.all(PodDisruptionBudget.class))).containsAll(SERVICES);
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void nobodyTalksToAnybodyUnlessItIsSaid(String overlay) {
    NetworkPolicy nobody =
        Rendered.overlay(overlay)
            .all(NetworkPolicy.class)
            .filter(it -> it.getMetadata().getName().equals("nobody"))
            .findFirst()
            .orElseThrow();
    assertThat(nobody.getSpec().getPodSelector().getMatchLabels()).isNullOrEmpty();
    assertThat(nobody.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
    assertThat(nobody.getSpec().getIngress()).isEmpty();
    assertThat(nobody.getSpec().getEgress()).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void theBrokersAskWhoComesAndAllowNothingByDefault(String overlay) {
    Rendered rendered = Rendered.overlay(overlay);
    Kafka kafka = rendered.all(Kafka.class).findFirst().orElseThrow();
    assertThat(kafka.getSpec().getKafka().getAuthorization().getType()).isEqualTo("simple");
    assertThat(kafka.getSpec().getKafka().getListeners())
        .allSatisfy(
            listener -> {
              assertThat(listener.isTls()).isTrue();
              assertThat(listener.getAuth().getType()).isEqualTo("scram-sha-512");
            });
    assertThat(names(rendered.all(KafkaUser.class))).containsAll(Principals.limited(List.of()));
    assertThat(rendered.all(KafkaTopic.class).map(it -> it.getSpec().getTopicName()))
        .containsExactlyInAnyOrderElementsOf(
            AnyTopic.catalogue(List.of()).stream().map(AnyTopic::topicName).toList());
  }

  private static Set<String> backends(Rendered rendered) {
    return rendered
        .all(Ingress.class)
        .flatMap(ingress -> ingress.getSpec().getRules().stream())
        .flatMap(rule -> rule.getHttp().getPaths().stream())
        .map(path -> path.getBackend().getService().getName())
        .collect(Collectors.toSet());
  }

  private static Stream<PodTemplateSpec> templates(Rendered rendered) {
    return Stream.concat(
        rendered.all(Deployment.class).map(it -> it.getSpec().getTemplate()),
        rendered.all(StatefulSet.class).map(it -> it.getSpec().getTemplate()));
  }

  private static Stream<PodSpec> pods(Rendered rendered) {
    return templates(rendered).map(PodTemplateSpec::getSpec);
  }

  private static Set<String> names(
      Stream<? extends io.fabric8.kubernetes.api.model.HasMetadata> objects) {
    return objects.map(it -> it.getMetadata().getName()).collect(Collectors.toSet());
  }
}
