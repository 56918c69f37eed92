"""The one professional Instagram account of the sandbox."""

USERNAME = "asha.dokra"
NAME = "Asha Devi · Dokra"
PROFESSIONAL_ID = "17841400000000001"
# The token endpoint names the person by an id scoped to the app; both ids are taken in paths.
SCOPED_ID = "24900000000000001"
SCOPES = {
    "instagram_business_basic": "see your profile and your posts",
    "instagram_business_content_publish": "publish posts for you",
    "instagram_business_manage_insights": "read the numbers of your posts",
    "instagram_business_manage_comments": "read and answer comments",
    "instagram_business_manage_messages": "read and answer messages",
}
BASIC = "instagram_business_basic"
PUBLISH = "instagram_business_content_publish"
