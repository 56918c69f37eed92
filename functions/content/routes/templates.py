"""The HTTP API of text templates, groups of hashtags, and the artisan's voice."""

from functions.content.schemas.examples import EXAMPLE
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
from functions.content.wiring.container import container
from kernel.access import Caller, IfMatch, set_etag
from kernel.api import Routes
from kernel.paging import Cursor, Limit
from kernel.responses import Paginated, Success, paginated, success
from kernel.web import Response, status

router = Routes(tags=["content"], example=EXAMPLE)


@router.get("/templates/voice")
def get_voice(caller: Caller) -> Success[VoiceRead]:
    """Return the caller's sample texts and the summary of her style; empty if there are none."""
    return success(VoiceRead.of(container().review.voice_learner.profile(caller.owner_id)))


@router.put("/templates/voice")
def learn_voice(caller: Caller, body: VoiceUpdate) -> Success[VoiceRead]:
    """Replace the caller's sample texts, and the summary of her style that writers are given."""
    voice = container().review.voice_learner.learn(caller.owner_id, tuple(body.samples))
    return success(VoiceRead.of(voice))


@router.delete("/templates/voice")
def forget_voice(caller: Caller) -> Success[VoiceDeletedRead]:
    """Delete the caller's sample texts and the summary of her style."""
    container().review.voice_learner.forget(caller.owner_id)
    return success(VoiceDeletedRead())


@router.get("/templates/hashtag-groups")
def list_hashtag_groups(
    caller: Caller, limit: Limit = 20, cursor: Cursor = None
) -> Success[Paginated[HashtagGroupRead]]:
    """List the caller's groups of hashtags, the oldest first."""
    page = container().review.templates.groups(caller.owner_id, limit, cursor)
    return paginated(page.map(HashtagGroupRead.of))


@router.post("/templates/hashtag-groups", status_code=status.HTTP_201_CREATED, creates="group_id")
def add_hashtag_group(caller: Caller, body: HashtagGroupWrite) -> Success[HashtagGroupRead]:
    """Create a group of hashtags."""
    group = container().review.templates.add_group(caller.owner_id, body.name, tuple(body.hashtags))
    return success(HashtagGroupRead.of(group))


@router.delete("/templates/hashtag-groups/{group_id}", owns="group_id")
def delete_hashtag_group(caller: Caller, group_id: str) -> Success[HashtagGroupDeletedRead]:
    """Delete a group of hashtags; templates that name it fill in without its hashtags."""
    container().review.templates.delete_group(caller.owner_id, group_id)
    return success(HashtagGroupDeletedRead(group_id=group_id))


@router.post("/templates/preview")
def preview_template(caller: Caller, body: PreviewCreate) -> Success[PreviewRead]:
    """Fill in a template, saved or not, with a draft; nothing is stored."""
    pattern = body.template.to_pattern()
    preview = container().review.templates.preview(caller.owner_id, body.draft_id, pattern)
    return success(PreviewRead.of(preview))


@router.get("/templates")
def list_templates(
    caller: Caller, limit: Limit = 20, cursor: Cursor = None
) -> Success[Paginated[TemplateRead]]:
    """List the caller's templates, the oldest first."""
    page = container().review.templates.page(caller.owner_id, limit, cursor)
    return paginated(page.map(TemplateRead.of))


@router.post("/templates", status_code=status.HTTP_201_CREATED, creates="template_id")
def add_template(caller: Caller, body: TemplateCreate, response: Response) -> Success[TemplateRead]:
    """Create a template; 422 `unknown_variables` names variables that do not exist."""
    template = container().review.templates.add(caller.owner_id, body.to_pattern())
    set_etag(response, template.version)
    return success(TemplateRead.of(template))


@router.get("/templates/{template_id}", owns="template_id")
def get_template(caller: Caller, template_id: str, response: Response) -> Success[TemplateRead]:
    """Return one template; an edit needs its ETag as `If-Match`."""
    template = container().review.templates.template(caller.owner_id, template_id)
    set_etag(response, template.version)
    return success(TemplateRead.of(template))


@router.patch("/templates/{template_id}", owns="template_id")
def edit_template(
    caller: Caller, template_id: str, body: TemplateUpdate, version: IfMatch, response: Response
) -> Success[TemplateRead]:
    """Change the given fields of a template; a draft keeps the template as it was applied."""
    templates = container().review.templates
    template = templates.edit(caller.owner_id, template_id, version, body.changes())
    set_etag(response, template.version)
    return success(TemplateRead.of(template))


@router.delete("/templates/{template_id}", owns="template_id")
def delete_template(caller: Caller, template_id: str) -> Success[TemplateDeletedRead]:
    """Delete a template; a draft keeps the template as it was applied."""
    container().review.templates.delete(caller.owner_id, template_id)
    return success(TemplateDeletedRead(template_id=template_id))
