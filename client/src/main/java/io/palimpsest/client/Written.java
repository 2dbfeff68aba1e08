package io.palimpsest.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.UUID;

/**
 * The answer to a write. The change is durable; it becomes searchable a little later, see {@link
 * PalimpsestClient#awaitSearchable}.
 *
 * @param id public id
 * @param uid uid of this admission
 * @param revision revision that the write made, or found when nothing changed
 * @param unchanged true when the content was already there
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Written(String id, UUID uid, long revision, boolean unchanged) {}
