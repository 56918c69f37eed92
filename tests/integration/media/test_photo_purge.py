"""The purge of the trash: rows, files with all versions, and CloudFront's copies."""

from datetime import timedelta
from typing import Any

import pytest

from functions.media.adapters.cloudfront import CloudFrontCache
from functions.media.adapters.s3 import S3Pictures
from functions.media.model.upload import UploadRequest
from functions.media.service.photo_purger import PhotoPurger
from functions.media.wiring import container
from kernel.errors import TryLater
from tests.clocks import SharedClock
from tests.integration.aws import BUCKET, Cloud, before_calls
from tests.integration.media.media_api import ASHA, PICTURE, refused, upload

MONTH = 31 * 24 * 3600
TEN_MINUTES = timedelta(minutes=10)


class Unreachable(Exception):
    """What S3 does not do for one photo."""


def deleted(cloud: Cloud, count: int) -> list[str]:
    """Photos in the trash that are due for the purge, with a file but without renditions."""
    asked = UploadRequest("pot.jpg", "image/jpeg", 1)
    made = [container().upload_service.invite(ASHA, asked)[0] for _ in range(count)]
    for photo in made:
        cloud.client("s3").put_object(Bucket=BUCKET, Key=photo.upload_key, Body=b"x")
        container().library.delete(ASHA, photo.photo_id)
    return [photo.photo_id for photo in made]


def left(cloud: Cloud) -> set[str]:
    """The photos whose row or file is there."""
    rows = {str(row["photo_id"]) for row in cloud.items("media") if row["sk"] == "photo"}
    kept = cloud.client("s3").list_object_versions(Bucket=BUCKET).get("Versions", ())
    return rows | {one["Key"].split("/")[1] for one in kept}


@pytest.fixture
def distribution(cloud: Cloud) -> str:
    origin = {
        "Id": "photos",
        "DomainName": f"{BUCKET}.s3.amazonaws.com",
        "S3OriginConfig": {"OriginAccessIdentity": ""},
    }
    made = cloud.client("cloudfront").create_distribution(
        DistributionConfig={
            "CallerReference": "web",
            "Comment": "",
            "Enabled": True,
            "Origins": {"Quantity": 1, "Items": [origin]},
            "DefaultCacheBehavior": {
                "TargetOriginId": "photos",
                "ViewerProtocolPolicy": "https-only",
            },
        }
    )
    return str(made["Distribution"]["Id"])


def test_after_thirty_days_nothing_is_left(cloud: Cloud, clock: SharedClock) -> None:
    photo = upload(cloud, PICTURE)
    container().library.delete(ASHA, photo)
    clock.forward(29 * 24 * 3600)
    assert cloud.call("media.cron_purge", {}) == {"purged": 0}
    clock.forward(2 * 24 * 3600)
    assert container().photo_purger.purge(TEN_MINUTES) == 1
    kept = cloud.client("s3").list_object_versions(Bucket=BUCKET)
    assert "Versions" not in kept
    assert not [row for row in cloud.items("media") if str(row["pk"]).startswith("photo#")]
    assert refused(cloud, "POST", f"/media/{photo}/restore")["code"] == "photo_not_found"


def test_a_photo_that_fails_is_put_off_and_the_others_go(cloud: Cloud, clock: SharedClock) -> None:
    bad, *_ = deleted(cloud, 3)
    clock.forward(MONTH)

    def fail(request: Any) -> None:
        if f"uploads%2F{bad}" in request.url or f"uploads/{bad}" in request.url:
            raise Unreachable

    with before_calls(fail):
        assert container().photo_purger.purge(TEN_MINUTES) == 2
        assert container().photo_purger.purge(TEN_MINUTES) == 0
    assert left(cloud) == {bad}
    clock.forward(3600)
    assert container().photo_purger.purge(TEN_MINUTES) == 1
    assert left(cloud) == set()


def test_what_is_erased_leaves_cloudfront_by_one_invalidation(
    cloud: Cloud, clock: SharedClock, distribution: str
) -> None:
    made = deleted(cloud, 3)
    clock.forward(MONTH)
    purger = PhotoPurger(
        container().photos, container().files, CloudFrontCache(distribution), container().clock
    )
    assert purger.purge(TEN_MINUTES) == 3
    cloudfront = cloud.client("cloudfront")
    listed = cloudfront.list_invalidations(DistributionId=distribution)["InvalidationList"]["Items"]
    batches = [
        cloudfront.get_invalidation(DistributionId=distribution, Id=one["Id"])["Invalidation"][
            "InvalidationBatch"
        ]["Paths"]["Items"]
        for one in listed
    ]
    assert [sorted(batch) for batch in batches] == [sorted(f"/media/{one}/*" for one in made)]


def test_nothing_is_forgotten_while_cloudfront_still_shows_it(
    cloud: Cloud, clock: SharedClock
) -> None:
    made = deleted(cloud, 2)
    clock.forward(MONTH)
    unknown = CloudFrontCache("E0000000000000")
    purger = PhotoPurger(container().photos, container().files, unknown, container().clock)
    with pytest.raises(Exception, match="NoSuchDistribution"):
        purger.purge(TEN_MINUTES)
    rows = {str(row["photo_id"]) for row in cloud.items("media") if row["sk"] == "photo"}
    assert rows == set(made)
    assert container().photo_purger.purge(TEN_MINUTES) == 2


def test_files_that_s3_did_not_delete_keep_their_photo(cloud: Cloud, clock: SharedClock) -> None:
    class Refusing:
        """S3 as it answers a request to delete what nobody may: 200, with the refusals in it."""

        def __getattr__(self, name: str) -> Any:
            return getattr(cloud.client("s3"), name)

        def delete_objects(self, **asked: Any) -> dict[str, Any]:
            (first, *_) = asked["Delete"]["Objects"]
            return {"Errors": [{"Key": first["Key"], "Code": "AccessDenied"}]}

    made = deleted(cloud, 1)
    clock.forward(MONTH)
    files = S3Pictures(BUCKET, container().clock, Refusing())
    purger = PhotoPurger(container().photos, files, CloudFrontCache(""), container().clock)
    with pytest.raises(TryLater, match="AccessDenied"):
        purger.purge(TEN_MINUTES)
    assert left(cloud) == set(made)
