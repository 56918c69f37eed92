"""One artisan with a product, who makes posts of it for places on one platform."""

from dataclasses import replace

from functions.channels.model.listing import Shows
from functions.publishing.model.account_ref import AccountRef
from functions.publishing.model.post import ChosenOption, NewPlace, NewPost, PostState
from functions.publishing.model.publication import Publication
from functions.publishing.ports.platforms import DestinationAccount
from functions.publishing.service.listing_builder import ListingSources
from functions.publishing.service.posts import PostService
from kernel.clock import SetClock
from kernel.ids import CountedIds
from tests.unit.publishing.in_memory_platform import OTHER_STALL, STALL, START
from tests.unit.publishing.in_memory_table import (
    CrashPlan,
    PostsInMemory,
    PublicationsInMemory,
    TableInMemory,
)
from tests.unit.publishing.operation_scenario import RunsInMemory
from tests.unit.publishing.sources_in_memory import DestinationsInMemory, SourcesInMemory

FIRST = DestinationAccount(STALL.account_id, STALL.name)
SECOND = DestinationAccount(OTHER_STALL.account_id, OTHER_STALL.name)


class PostScenario:
    """A product with approved words, and its posts."""

    def __init__(self, shows: Shows = "listing") -> None:
        self.inputs = inputs = SourcesInMemory()
        inputs.destination = replace(inputs.destination, shows=shows)
        self.table = TableInMemory(CrashPlan())
        self.posts = PostsInMemory(self.table)
        self.publications = PublicationsInMemory(self.table)
        self.runs = RunsInMemory()
        self.clock = SetClock(START)
        sources = ListingSources(inputs, inputs, inputs, DestinationsInMemory(CrashPlan(), inputs))
        self.post_service = PostService(
            self.posts, self.publications, sources, self.runs, self.clock, CountedIds()
        )

    def create(
        self, account: AccountRef = STALL, *, again: bool = False, **field_values: ChosenOption
    ) -> PostState:
        """A post of the product in one account, not published yet."""
        place = NewPlace(account.platform, account.account_id, again, field_values)
        return self.post_service.create("user_1", NewPost("product_1", (place,)))

    def publish(self, account: AccountRef = STALL, *, again: bool = False) -> PostState:
        """A post of the product in one account, published in the same command."""
        new = NewPost("product_1", (NewPlace(account.platform, account.account_id, again),))
        return self.post_service.create("user_1", new, publish=True)

    def press(self, state: PostState) -> PostState:
        """Press *Publish* on a post."""
        return self.post_service.publish("user_1", state.post.post_id)

    def settle(self, state: PostState, status: str = "confirmed") -> Publication:
        """Let the platform's answer to a post's only publication come in."""
        (publication,) = state.publications
        now = self.clock.now()
        publication = self.table.rows[publication.publication_id]
        known = (
            publication.confirmed(now, "1", "https://bazaar.example/1")
            if status == "confirmed"
            else publication.failed(now, "Too wide.", "Crop it.")
        )
        self.publications.save(known)
        return known
