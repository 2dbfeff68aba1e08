package io.palimpsest.reembed.index;

import io.palimpsest.vectorstore.TenantHandle;

/**
 * A task with its plan.
 *
 * @param task the task
 * @param handle opens its namespace
 * @param plan what is to be done
 */
record Planned<P extends Plan>(Task task, TenantHandle handle, P plan) {}
