"""The HTTP API of templates, groups of hashtags, and the artisan's voice."""

from typing import Annotated

from functions.content.schemas.templates import (
    HashtagGroupDeletedRead,
    HashtagGroupRead,
    HashtagGroupWrite,
    PreviewCreate,
    PreviewRead,
    TemplateCreate,
    TemplateDeletedRead,
    TemplateRead,
    TemplateUpdate,
    VoiceDeletedRead,
    VoiceRead,
    VoiceUpdate,
)
from functions.content.wiring.review import templates, voice_learner
from kernel.access import Caller, IfMatch, set_etag
from kernel.api import Routes, create_api, lambda_handler
from kernel.pages import MOST
from kernel.responses import Paginated, Success, paginated, success
from kernel.web import Query, Response, status

router = Routes(tags=["content"])
Limit = Annotated[int, Query(ge=1, le=MOST)]


@router.get("/templates/voice")
def get_voice(caller: Caller) -> Success[VoiceRead]:
    """What was learned of one's way of writing; empty before."""
    return success(VoiceRead.of(voice_learner().profile(caller.user_id)))


@router.put("/templates/voice")
def learn_voice(caller: Caller, body: VoiceUpdate) -> Success[VoiceRead]:
    """Learn from texts of one's own, in place of those before; writers are given them."""
    return success(VoiceRead.of(voice_learner().learn(caller.user_id, tuple(body.samples))))


@router.delete("/templates/voice")
def forget_voice(caller: Caller) -> Success[VoiceDeletedRead]:
    """Forget the texts and what was learned from them."""
    voice_learner().forget(caller.user_id)
    return success(VoiceDeletedRead())


@router.get("/templates/hashtag-groups")
def list_hashtag_groups(
    caller: Caller, limit: Limit = 20, cursor: str | None = None
) -> Success[Paginated[HashtagGroupRead]]:
    """One's groups of hashtags, oldest first."""
    return paginated(templates().groups(caller.user_id, limit, cursor).map(HashtagGroupRead.of))


@router.post("/templates/hashtag-groups", status_code=status.HTTP_201_CREATED)
def add_hashtag_group(caller: Caller, body: HashtagGroupWrite) -> Success[HashtagGroupRead]:
    """Keep hashtags that go together."""
    group = templates().add_group(caller.user_id, body.name, tuple(body.hashtags))
    return success(HashtagGroupRead.of(group))


@router.delete("/templates/hashtag-groups/{group_id}")
def delete_hashtag_group(caller: Caller, group_id: str) -> Success[HashtagGroupDeletedRead]:
    """Let go of a group; templates that name it go on without."""
    templates().delete_group(caller.user_id, group_id)
    return success(HashtagGroupDeletedRead(group_id=group_id))


@router.post("/templates/preview")
def preview_template(caller: Caller, body: PreviewCreate) -> Success[PreviewRead]:
    """A pattern filled in with a draft."""
    pattern = body.template.to_pattern()
    return success(PreviewRead.of(templates().preview(caller.user_id, body.draft_id, pattern)))


@router.get("/templates")
def list_templates(
    caller: Caller, limit: Limit = 20, cursor: str | None = None
) -> Success[Paginated[TemplateRead]]:
    """One's templates, oldest first."""
    return paginated(templates().page(caller.user_id, limit, cursor).map(TemplateRead.of))


@router.post("/templates", status_code=status.HTTP_201_CREATED)
def add_template(caller: Caller, body: TemplateCreate, response: Response) -> Success[TemplateRead]:
    """Keep a pattern for texts; an unknown variable is refused by name."""
    template = templates().add(caller.user_id, body.to_pattern())
    set_etag(response, template.version)
    return success(TemplateRead.of(template))


@router.get("/templates/{template_id}")
def get_template(caller: Caller, template_id: str, response: Response) -> Success[TemplateRead]:
    """One template; its ETag is the version to edit."""
    template = templates().template(caller.user_id, template_id)
    set_etag(response, template.version)
    return success(TemplateRead.of(template))


@router.patch("/templates/{template_id}")
def edit_template(
    caller: Caller, template_id: str, body: TemplateUpdate, version: IfMatch, response: Response
) -> Success[TemplateRead]:
    """Change a template; drafts that it was put on keep it as it was."""
    template = templates().edit(caller.user_id, template_id, version, body.changes())
    set_etag(response, template.version)
    return success(TemplateRead.of(template))


@router.delete("/templates/{template_id}")
def delete_template(caller: Caller, template_id: str) -> Success[TemplateDeletedRead]:
    """Let go of a template; drafts that it was put on keep it."""
    templates().delete(caller.user_id, template_id)
    return success(TemplateDeletedRead(template_id=template_id))


app = create_api("content", router)
handler = lambda_handler(app)
