"""The Lambda of one context that functions of other contexts call and wait for."""

from aws_cdk import aws_sns as sns
from constructs import Construct

from infra.parts.function import Function, FunctionSpec


class InternalFunction(Function):
    """A Lambda that may do what its callers may not: they may invoke it, and no more."""

    def __init__(
        self, scope: Construct, variable: str, name: str, spec: FunctionSpec, alarms: sns.ITopic
    ) -> None:
        super().__init__(scope, name, spec, alarms)
        self.time_limit = spec.timeout
        self._variable = variable

    def invoked_by(self, *functions: Function) -> None:
        """Let functions invoke this one; they learn its ARN and its time limit in seconds."""
        arn = self.entry.function_arn
        for function in functions:
            function.knows(
                {
                    f"{self._variable}_FUNCTION": arn,
                    f"{self._variable}_SECONDS": str(self.time_limit),
                }
            )
            function.may(["lambda:InvokeFunction"], [arn])
