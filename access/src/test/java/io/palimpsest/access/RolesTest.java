package io.palimpsest.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.tenancy.Role;
import java.lang.reflect.Field;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RolesTest {
  @Test
  void thereIsOneNamePerRole() {
    assertThat(Arrays.stream(Roles.class.getFields()).map(RolesTest::value))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Role.values()).map(Role::claim).toList());
  }

  private static String value(Field field) {
    try {
      return (String) field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
