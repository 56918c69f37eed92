"""Typed facts wait for a pause before a writer is paid for them."""

from tests.infra.conftest import Cloud


def test_planned_rewrites_wait_in_their_queue_and_come_one_at_a_time(aws: Cloud) -> None:
    functions = {
        id_: function["Handler"]
        for stack, id_, function in aws.resources("AWS::Lambda::Function")
        if stack == "HaatContent"
    }
    (rewrites,) = [id_ for id_, handler in functions.items() if ".queue_rewrites." in handler]
    sources = [
        source
        for stack, _, source in aws.resources("AWS::Lambda::EventSourceMapping")
        if stack == "HaatContent" and rewrites in str(source["FunctionName"])
    ]
    (source,) = sources
    assert source["BatchSize"] == 1
    queues = {
        id_: queue
        for stack, id_, queue in aws.resources("AWS::SQS::Queue")
        if stack == "HaatContent"
    }
    (waiting,) = [queue for id_, queue in queues.items() if id_ in str(source["EventSourceArn"])]
    assert 2 <= waiting["DelaySeconds"] <= 10
