"""Clears CloudFront's copies of pictures that were deleted for good."""

from hashlib import sha256
from typing import Any

from kernel.aws.clients import client
from kernel.errors import TryLater

_BUSY = frozenset({"TooManyInvalidationsInProgress", "Throttling"})


class CloudFrontCache:
    """The `PictureCache` port on one distribution; "" where there is none, as on the laptop."""

    def __init__(self, distribution: str, cloudfront: Any = None) -> None:  # noqa: ANN401  # boto3 client
        self._distribution = distribution
        self._given = cloudfront

    def forget(self, *prefixes: str) -> None:
        """Request one invalidation of everything below the prefixes; raises `TryLater`.

        CloudFront makes one invalidation of requests with the same reference, so a repetition of
        the same prefixes costs nothing.
        https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Invalidation.html
        """
        if not self._distribution:
            return
        paths = [f"/{prefix}*" for prefix in prefixes]
        cloudfront = self._given or client("cloudfront")
        try:
            cloudfront.create_invalidation(
                DistributionId=self._distribution,
                InvalidationBatch={
                    "Paths": {"Quantity": len(paths), "Items": paths},
                    "CallerReference": sha256("\n".join(paths).encode()).hexdigest(),
                },
            )
        except cloudfront.exceptions.ClientError as error:
            if error.response["Error"]["Code"] not in _BUSY:
                raise
            raise TryLater("CloudFront is clearing as much as it can.", after=60) from error
