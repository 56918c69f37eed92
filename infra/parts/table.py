"""The one DynamoDB table of a context, and the three ways of being let in."""

from aws_cdk import RemovalPolicy
from aws_cdk import aws_dynamodb as dynamodb
from constructs import Construct

from infra.parts.function import Function

READ = ("dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query")
WRITE = (
    "dynamodb:PutItem",
    "dynamodb:UpdateItem",
    "dynamodb:DeleteItem",
    "dynamodb:ConditionCheckItem",
)
INDEXES = {"gsi1": ("gsi1pk", "gsi1sk"), "due": ("due_kind", "due_at")}


class Table(Construct):
    """pk/sk, the indexes `gsi1` and `due` (sparse), a stream of new images; nobody may Scan."""

    def __init__(self, scope: Construct, name: str, context: str) -> None:
        super().__init__(scope, name)
        self.variable = f"{context.upper()}_TABLE"
        self.table = dynamodb.Table(
            self,
            "Table",
            partition_key=_text("pk"),
            sort_key=_text("sk"),
            billing_mode=dynamodb.BillingMode.PAY_PER_REQUEST,
            encryption=dynamodb.TableEncryption.AWS_MANAGED,
            point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(
                point_in_time_recovery_enabled=True
            ),
            time_to_live_attribute="expires_at",
            stream=dynamodb.StreamViewType.NEW_IMAGE,
            deletion_protection=True,
            removal_policy=RemovalPolicy.RETAIN,
        )
        for index, (partition, sort) in INDEXES.items():
            self.table.add_global_secondary_index(
                index_name=index,
                partition_key=_text(partition),
                sort_key=_text(sort),
                projection_type=dynamodb.ProjectionType.ALL,
            )

    def read_by(self, *functions: Function) -> None:
        """Let functions read items and indexes, and tell them the table's name."""
        self._allow(functions, READ)

    def read_and_written_by(self, *functions: Function) -> None:
        """Let functions read, write and take part in transactions."""
        self._allow(functions, READ + WRITE)

    def _allow(self, functions: tuple[Function, ...], actions: tuple[str, ...]) -> None:
        arn = self.table.table_arn
        resources = [arn, *(f"{arn}/index/{index}" for index in INDEXES)]
        for function in functions:
            function.knows({self.variable: self.table.table_name})
            function.may(actions, resources)


def _text(name: str) -> dynamodb.Attribute:
    return dynamodb.Attribute(name=name, type=dynamodb.AttributeType.STRING)
