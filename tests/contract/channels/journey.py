"""Every call that our adapters make to a vendor, from consent to look-up, over real HTTP."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

from functions.channels.adapters.registry import Adapters, platforms, vendor_client
from functions.channels.model.connection import Account, AuthorizationCallback, AuthorizationRequest
from functions.channels.model.listing import Listing, Published, Ready, StockLevel, Waiting
from functions.channels.model.platforms import platform as known
from functions.channels.ports.listing_edits import ListingEditor
from functions.channels.wiring.settings import ChannelsSettings
from infra.local.sandbox import journal
from infra.local.sandbox.server import SandboxServer
from kernel.clock import SystemClock
from tests.clocks import now
from tests.integration.channels.multi_photo import multi_photo_listing
from tests.integration.channels.oauth_client import (
    ANSWERS,
    listing,
    submit_consent,
    vendor_environment,
)

CALLBACK = "http://localhost:8080/api/v1/connections/{}/callback"


@contextmanager
def journey(platform: str, monkeypatch: Any, *, photos: int = 1) -> Iterator[list[dict[str, Any]]]:
    """The vendor's log after connecting, posting, looking, refreshing and disconnecting.

    With several photographs what was posted is changed and taken down as well, and what may be
    chosen is listed.
    """
    with SandboxServer() as sandbox:
        environment = vendor_environment(sandbox)
        monkeypatch.setenv("OUTBOUND_ALLOW", environment["OUTBOUND_ALLOW"])
        client = vendor_client(10)
        try:
            item = multi_photo_listing(sandbox, photos) if photos > 1 else listing(sandbox)
            _run_journey(platform, ChannelsSettings.load(environment), client, (sandbox, item))
        finally:
            client.close()
        yield journal.entries(sandbox.world, platform)


def _run_journey(
    platform: str, settings: ChannelsSettings, client: Any, scene: tuple[SandboxServer, Listing]
) -> None:
    sandbox, item = scene
    made = platforms(settings.vendors, client, SystemClock())[platform]
    channel, consent = made.channel, made.oauth
    assert consent
    redirect = CALLBACK.format(platform)
    verifier = "v" * 43
    given = ANSWERS.get(platform, {})
    back = submit_consent(
        consent.address(AuthorizationRequest(redirect, "state-of-this-journey", verifier, given))
    )
    grant = consent.redeem(AuthorizationCallback(back["code"], redirect, verifier, back, given))
    one = grant.candidates[0]
    tokens = one.tokens or grant.tokens
    account = Account(platform, one.id, one.name, tokens.access, one.detail)
    consent.confirm(account)
    since = now() - timedelta(seconds=5)
    if platform == "pinterest":  # the account has a board from the start: see one being made
        channel.start(account, item)
        sandbox.world.clear("pinterest.board")
    step = channel.start(account, item)
    if isinstance(step, Waiting):
        sandbox.world.advance(5)
        step = channel.check(account, item, step.handle)
    assert isinstance(step, Ready)
    done = channel.finish(account, item, step.handle)
    channel.reconcile(account, item, step.handle, since)
    if item.more_pictures:
        _update_and_unpublish(made, account, item, done)
    sandbox.world.advance(25 * 3600)
    if consent.margin is not None:
        tokens = consent.refresh(grant.tokens)
    consent.revoke(grant.tokens if one.tokens else tokens)


def _update_and_unpublish(made: Adapters, account: Account, item: Listing, done: Published) -> None:
    """List what may be chosen, choose the first of each, then make every edit that there is."""
    chosen: dict[str, str] = {}
    for one in known(account.platform).listing_fields:
        assert made.option_source
        found = made.option_source.options(account, one.name, item.title, chosen)
        chosen |= {one.name: found[0].id} if found else {}
    if made.editor is not None:
        changed = replace(
            item,
            field_values=chosen,
            alt_text=f"{item.alt_text}, seen from the left",
            price=replace(item.price, minor=item.price.minor + 100),
        )
        _edit(made.editor, account, changed, done.external_id)
        made.editor.unpublish(account, item, done.external_id)


def _edit(editor: ListingEditor, account: Account, changed: Listing, ref: str) -> None:
    """Read it, bring each part alone and all together, set its stock, and adopt it.

    To be adopted, it becomes another piece's, whose SKU it does not bear yet.
    """
    shown = editor.read(account, changed, ref)
    parts = known(account.platform).updates
    for chosen in (*((part,) for part in parts), parts):
        editor.update(account, changed, ref, chosen)
    for sku, number in shown.stock.items():
        level = StockLevel(sku, number - 1, number)
        assert editor.set_stock(account, changed, ref, [level]).shown.stock == {sku: number - 1}
    if account.platform != "catalogue":
        own = changed if account.platform == "pinterest" else replace(changed, product_sku="A-1")
        editor.adopt(account, own, ref)
        editor.adopt(account, changed, ref)  # and back again
