package io.palimpsest.ingest.http;

/**
 * The answer to an upload. Content that no source uses is removed after 24 hours.
 *
 * @param contentId names the content in a submission
 * @param size size in bytes
 * @param sha256 SHA-256, lower-case hex
 * @param mediaType its media type
 */
public record UploadView(String contentId, long size, String sha256, String mediaType) {}
