package io.palimpsest.messaging;

import java.util.Optional;
import org.apache.avro.Schema;

/**
 * The registry as the codec needs it. Every method throws {@link RegistryUnavailableException} when
 * it cannot be asked.
 */
interface SchemaRegistry {
  /** Id of the schema under the subject, or empty when the subject does not hold it. */
  Optional<Integer> idOf(String subject, Schema schema);

  /** Id of the schema under the subject, which is registered first where it is missing. */
  int register(String subject, Schema schema);

  /** The schema with the id, or empty when there is none, or it is no Avro schema. */
  Optional<Schema> byId(int id);
}
