package io.palimpsest.vectorstore;

import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.ItemId;
import io.palimpsest.tenancy.OrganizationId;
import io.palimpsest.tenancy.ProfileId;
import io.palimpsest.tenancy.SourceId;
import io.palimpsest.tenancy.TwinId;
import java.util.Set;
import java.util.UUID;

/** Whose a vector is: ids and uids of all scopes that hold it. Every vector carries it. */
public sealed interface Ownership {
  String CREATOR_ID = "creator_id";
  String TWIN_ID = "twin_id";
  String SOURCE_ID = "source_id";
  String ORGANIZATION_ID = "org_id";
  String PROFILE_ID = "profile_id";
  String ITEM_ID = "item_id";
  String CREATOR_UID = "creator_uid";
  String TWIN_UID = "twin_uid";
  String SOURCE_UID = "source_uid";
  String ORGANIZATION_UID = "org_uid";
  String PROFILE_UID = "profile_uid";
  String ITEM_UID = "item_uid";
  String MODEL = "model";
  String CHUNKER = "chunker";
  String REVISION = "revision";
  String CHUNK_TEXT = "chunk_text";
  String TITLE = "title";
  String CONTENT_HASH = "content_hash";

  /** The keys that hold uids, outermost scope first. */
  Set<String> UID_KEYS =
      Set.of(CREATOR_UID, TWIN_UID, SOURCE_UID, ORGANIZATION_UID, PROFILE_UID, ITEM_UID);

  /** The keys that only the product writes: a caller's metadata never sets them. */
  Set<String> RESERVED =
      Set.of(
          CREATOR_ID,
          TWIN_ID,
          SOURCE_ID,
          ORGANIZATION_ID,
          PROFILE_ID,
          ITEM_ID,
          CREATOR_UID,
          TWIN_UID,
          SOURCE_UID,
          ORGANIZATION_UID,
          PROFILE_UID,
          ITEM_UID,
          MODEL,
          CHUNKER,
          REVISION,
          CHUNK_TEXT,
          TITLE,
          CONTENT_HASH);

  /** Writes ids and uids into the builder. */
  void describe(Metadata.Builder metadata);

  /**
   * Whose a chunk of a source is.
   *
   * @param creator the creator
   * @param twin the twin
   * @param source the source
   * @param creatorUid uid of the creator's admission
   * @param twinUid uid of the twin's admission
   * @param sourceUid uid of the source's admission
   */
  record OfSource(
      CreatorId creator,
      TwinId twin,
      SourceId source,
      UUID creatorUid,
      UUID twinUid,
      UUID sourceUid)
      implements Ownership {
    @Override
    public void describe(Metadata.Builder metadata) {
      metadata
          .put(CREATOR_ID, creator.value())
          .put(TWIN_ID, twin.value())
          .put(SOURCE_ID, source.value())
          .put(CREATOR_UID, creatorUid.toString())
          .put(TWIN_UID, twinUid.toString())
          .put(SOURCE_UID, sourceUid.toString());
    }
  }

  /**
   * Whose the vector of a portfolio item is.
   *
   * @param organization the organization
   * @param profile the profile
   * @param item the item
   * @param organizationUid uid of the organization's admission
   * @param profileUid uid of the profile's admission
   * @param itemUid uid of the item's admission
   */
  record OfItem(
      OrganizationId organization,
      ProfileId profile,
      ItemId item,
      UUID organizationUid,
      UUID profileUid,
      UUID itemUid)
      implements Ownership {
    @Override
    public void describe(Metadata.Builder metadata) {
      metadata
          .put(ORGANIZATION_ID, organization.value())
          .put(PROFILE_ID, profile.value())
          .put(ITEM_ID, item.value())
          .put(ORGANIZATION_UID, organizationUid.toString())
          .put(PROFILE_UID, profileUid.toString())
          .put(ITEM_UID, itemUid.toString());
    }
  }
}
