package io.palimpsest.ingest.http;

import io.palimpsest.ingest.entry.TextRules;
import io.palimpsest.ingest.registry.Profile;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A profile to register.
 *
 * @param name display name
 * @param title what the freelancer is
 * @param bio a few words
 * @param skills skills
 * @param isActive whether it is used; true when left out
 * @param source where it came from
 */
@Schema(
    examples =
        """
        {"name": "Ada", "title": "Full-Stack Developer", "skills": ["Java", "Kafka"]}
        """)
public record ProfileRequest(
    @Nullable String name,
    @Nullable String title,
    @Nullable String bio,
    @Nullable List<@Nullable String> skills,
    @Nullable Boolean isActive,
    @Nullable String source) {
  Profile toProfile() {
    return new Profile(
        TextRules.required("name", name, Texts.NAME),
        TextRules.bounded("title", title == null ? "" : title, Texts.NAME),
        TextRules.bounded("bio", bio == null ? "" : bio, Texts.PROSE),
        TextRules.list("skills", skills, Texts.LIST, Texts.NAME),
        isActive == null || isActive,
        TextRules.optional("source", source, Texts.NAME));
  }
}
