package io.palimpsest.reembed.index;

import io.palimpsest.reembed.embed.Passage;
import java.util.List;
import java.util.Map;

/**
 * A plan with the values of all its vectors.
 *
 * @param planned the plan
 * @param values values by id
 * @param asked texts that the model was asked for
 */
record Embedded(Planned<Plan.Replace> planned, Map<String, float[]> values, List<Passage> asked) {}
