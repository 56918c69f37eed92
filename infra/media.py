"""Media: uploads, photos, renditions."""

from aws_cdk import Aws, Duration
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_s3_notifications as notifications
from constructs import Construct

from infra.parts.acknowledge import LAMBDA_BASICS, acknowledge
from infra.parts.context import ContextStack
from infra.parts.function import Function, FunctionSpec
from infra.parts.shared import Shared

CDK_NOTIFIER = "BucketNotificationsHandler050a0587b7544547bf325f094a3db834"


class Media(ContextStack):
    """A photograph comes in; renditions that others can show go out."""

    def __init__(self, scope: Construct, shared: Shared) -> None:
        super().__init__(scope, "media", shared)
        bucket = {"PHOTO_BUCKET": shared.photos.bucket_name}
        imaging = FunctionSpec("", bucket, layers=("imaging",), memory=1769, timeout=60)

        api = self.api("/media", settings=bucket)
        uploaded = self.async_handler("on_photo_uploaded", spec=imaging)
        self._when_uploaded(uploaded)
        process = self.async_handler("on_process_requested", spec=imaging)
        self.on("media", ["ProcessRequested"], process)
        fetch = self.async_handler(
            "on_import_requested", spec=FunctionSpec("", bucket, memory=512, timeout=60)
        )
        self.on("media", ["ImportRequested"], fetch)
        products = self.async_handler("on_product_changed")
        self.on("catalog", ["Product*"], products)
        purge = self.async_handler("cron_purge", spec=FunctionSpec("", bucket, timeout=600))
        # What one run leaves, the next goes on with: Lambda stops a function that calls itself.
        self.every(Duration.minutes(15), purge)
        self._clears_cloudfront(purge)
        sweep = self.async_handler("cron_sweep", spec=FunctionSpec("", bucket))
        self.every(Duration.minutes(5), sweep)

        self.table.read_and_written_by(api, uploaded, process, fetch, products, purge, sweep)
        for action in ("s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"):
            self.may_use_objects(api, action, "uploads")
        self.may_use_objects(fetch, "s3:PutObject", "uploads")
        for function in (api, uploaded, process):
            self.may_use_objects(function, "s3:GetObject", "uploads")
        for function in (uploaded, process):
            self.may_use_objects(function, "s3:PutObject", "media")
        self._may_remove(purge, "uploads", "media")
        self._may_remove(uploaded, "uploads")  # what arrives after its upload was cancelled
        self.may_list_objects(sweep)

    def _clears_cloudfront(self, function: Function) -> None:
        """Let a function delete CloudFront's copies; the laptop has no CloudFront."""
        if distribution := self.shared.distribution_id:
            function.knows({"DISTRIBUTION_ID": distribution})
            arn = f"arn:{Aws.PARTITION}:cloudfront::{Aws.ACCOUNT_ID}:distribution/{distribution}"
            function.may(["cloudfront:CreateInvalidation"], [arn])

    def _may_remove(self, function: Function, *folders: str) -> None:
        for folder in folders:
            for action in ("s3:DeleteObject", "s3:DeleteObjectVersion"):
                self.may_use_objects(function, action, folder)
        self.may_list_objects(function)

    def _when_uploaded(self, worker: Function) -> None:
        # By its name, so that the notification belongs to this stack and not to the foundation,
        # which would tie the two stacks into a circle.
        bucket = s3.Bucket.from_bucket_name(self, "Photos", self.shared.photos.bucket_name)
        bucket.add_event_notification(
            s3.EventType.OBJECT_CREATED,
            notifications.LambdaDestination(worker.entry),
            s3.NotificationKeyFilter(prefix="uploads/"),
        )
        acknowledge(
            self.node.find_child(CDK_NOTIFIER),
            "CDK's own function that tells the bucket whom to notify: it writes logs and "
            "changes notification settings, at deployment only.",
            LAMBDA_BASICS,
            "AwsSolutions-L1",
        )
