package io.palimpsest.local.vectors.fault;

import io.palimpsest.local.vectors.call.Call;
import io.palimpsest.local.vectors.call.Operation;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which calls a fault is for.
 *
 * @param namespace only calls that name this namespace; null: any
 */
record Aim(Set<Operation> operations, @Nullable String namespace) {
  Aim {
    operations = Set.copyOf(operations);
  }

  boolean hits(Call call) {
    return operations.contains(call.operation())
        && (namespace == null || namespace.equals(call.namespace()));
  }
}
