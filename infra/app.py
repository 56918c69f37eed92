"""The composition root: which stacks Haat is made of, and what they lend each other."""

from aws_cdk import App, DefaultStackSynthesizer, Tags, Validations
from cdk_nag import AwsSolutionsChecks

from infra.catalog import Catalog
from infra.channels import Channels
from infra.content import Content
from infra.conversations import Conversations
from infra.foundation import Foundation
from infra.identity import Identity
from infra.media import Media
from infra.parts.deployment import Deployment
from infra.publishing import Publishing
from infra.web import Web

LAPTOP_URL = "http://localhost:8080"


def build(app: App) -> None:
    """Add every stack to the app, each after those it asks."""
    deployment = Deployment.of(app)
    foundation = Foundation(app, deployment)
    if deployment.laptop:
        shared = foundation.shared(deployment.public_url or LAPTOP_URL)
    else:
        # The laptop has a front door instead: its emulator's CloudFront cannot reach its APIs.
        shared = foundation.shared(Web(app, foundation).public_url)
        Validations.of(app).add_plugins(AwsSolutionsChecks(app))

    identity = Identity(app, shared)
    media = Media(app, shared)
    catalog = Catalog(app, shared, identity=identity.table)
    content = Content(app, shared, media=media.table, catalog=catalog.table)
    channels = Channels(app, shared)
    Publishing(
        app,
        shared,
        content=content.table,
        catalog=catalog.table,
        media=media.table,
        channels=channels.table,
    )
    Conversations(app, shared)
    Tags.of(app).add("app", "haat")


def main() -> None:
    """Synthesise for the CDK CLI or for the laptop's own deployer."""
    laptop = App().node.try_get_context("haat:laptop")
    synthesizer = DefaultStackSynthesizer(generate_bootstrap_version_rule=not laptop)
    app = App(default_stack_synthesizer=synthesizer)
    build(app)
    app.synth()


if __name__ == "__main__":
    main()
