"""The composition root: what every stack of Haat stands on, then one stack per context."""

from aws_cdk import App, DefaultStackSynthesizer, Tags, Validations
from cdk_nag import AwsSolutionsChecks

from infra.api_stage import ApiStage
from infra.firewall import Firewall
from infra.foundation import Foundation
from infra.parts.composition import add_context_stacks
from infra.parts.deployment import Deployment
from infra.web import Web

LAPTOP_URL = "http://localhost:8080"


def build(app: App) -> None:
    """Add every stack to the app."""
    deployment = Deployment.of(app)
    foundation = Foundation(app, deployment)
    if deployment.laptop:
        shared = foundation.shared(deployment.public_url or LAPTOP_URL)
    else:
        # The laptop has a front door instead: its emulator's CloudFront cannot reach its APIs.
        web = Web(app, foundation)
        shared = foundation.shared(web.public_url, web.distribution.distribution_id)
        Firewall(app)
        Validations.of(app).add_plugins(AwsSolutionsChecks(app))

    contexts = add_context_stacks(app, shared)
    ApiStage(app, foundation.http_api, contexts)
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
