"""What reaches people's open pages: the events whose class says so, and no others."""

from tests.contract.events_from_code import relayed_events
from tests.infra.conftest import Cloud


def test_conversations_subscribes_to_every_relayed_event_and_to_no_other(aws: Cloud) -> None:
    subscribed = {
        (source, name)
        for stack, id_, rule in aws.resources("AWS::Events::Rule")
        if stack == "HaatConversations" and id_.startswith("OnProgress")
        for source in rule["EventPattern"]["source"]
        for name in rule["EventPattern"]["detail-type"]
    }
    assert subscribed == {(kind.source, kind.__name__) for kind in relayed_events()}
