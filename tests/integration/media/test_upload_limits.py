"""How many photos one person may upload, and how much room they have together."""

from functions.media.adapters.search_index import usage_key
from functions.media.model.upload import Limits
from functions.media.service.uploads import UPLOADS
from kernel.aws.rate_limit import DynamoRateLimiter
from kernel.aws.table import Table, Update
from kernel.rate_limit import HOUR
from tests.clocks import now
from tests.integration.aws import Cloud
from tests.integration.media.media_api import ASHA, PICTURE, RAVI, create_upload, refused

FILE = {"filename": "pot.jpg", "content_type": "image/jpeg", "size": len(PICTURE)}


def test_one_person_uploads_three_hundred_photos_an_hour_and_no_more(cloud: Cloud) -> None:
    counted = DynamoRateLimiter(Table("haat-media"))
    for _ in range(UPLOADS.each - 1):
        counted.acquire(f"{UPLOADS.name}#{ASHA}", UPLOADS.each, now(), HOUR)
    create_upload(cloud)
    address = {"url": "https://pots.example/pot.jpg"}
    for path, body in (("/media/uploads", FILE), ("/media/imports", address)):
        assert refused(cloud, "POST", path, body)["code"] == "quota_reached"
    create_upload(cloud, RAVI)


def test_a_persons_photos_have_so_much_room_together(cloud: Cloud) -> None:
    left = len(PICTURE)
    taken = {"photos": 9, "bytes": Limits().storage_bytes - left}
    Table("haat-media").write(Update(usage_key(ASHA), {}, {}, added=taken))
    create_upload(cloud)
    larger = {**FILE, "size": left + 1}
    assert refused(cloud, "POST", "/media/uploads", larger)["code"] == "storage_full"
