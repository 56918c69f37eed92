"""Media: uploads, photos, renditions."""

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

        api = self.api("/media", settings=bucket)
        worker = self.async_handler(
            "on_photo_uploaded",
            spec=FunctionSpec("", bucket, layers=("imaging",), memory=1769, timeout=60),
        )
        self._when_uploaded(worker)

        self.table.read_and_written_by(api, worker)
        self.may_use_objects(api, "s3:PutObject", "uploads")
        self.may_use_objects(worker, "s3:GetObject", "uploads")
        self.may_use_objects(worker, "s3:PutObject", "media")

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
