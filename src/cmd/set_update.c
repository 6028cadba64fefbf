#include "cmd/install.h"
#include "cmd/output.h"
#include "cmd/say.h"

static enum status update(struct call *call, struct installed *installed, size_t index, struct view *page)
{
    struct installed_source *source = &installed->sources.items[index];
    enum status status = install(call, installed, source, source->path, page);
    if (status == STATUS_OK)
        return status;
    say_note(string_from(call->failure.text));
    call->failure.text[0] = '\0';
    say_note(words_string(call->arena, SAY_SET_UPDATE_KEPT, WORDS({ "path", .plain = source->path })));
    return status;
}

/* One that cannot be read does not keep the others from their news. */
static enum status update_all(struct call *call, struct installed *installed, struct view *page)
{
    enum status worst = STATUS_OK;
    for (size_t i = 0; i < installed->sources.count; i++) {
        enum status status = update(call, installed, i, page);
        if (status_exit_code(status) > status_exit_code(worst))
            worst = status;
    }
    return worst;
}

static enum status update_named(struct call *call, struct installed *installed, struct view *page)
{
    struct installed_source *source;
    size_t set;
    enum status status = installed_find(call, installed, call->arguments->operands[0], &source, &set);
    return status == STATUS_OK ? update(call, installed, (size_t)(source - installed->sources.items), page) : status;
}

static enum status run(struct call *call)
{
    bool is_named = call->arguments->operand_count > 0;
    struct view *page = view_new(call->arena, VIEW_GROUP, ROLE_NONE);
    struct installed installed;
    int lock = -1;
    enum status status = installed_read(call, &installed);
    if (status == STATUS_OK && installed.sources.count > 0)
        status = installed_open_for_change(call, &installed, &lock);
    if (status != STATUS_OK)
        return status;
    if (installed.sources.count == 0 && !is_named)
        view_add_string(call->arena, page, VIEW_PARAGRAPH, ROLE_MUTED, words_plain(SAY_SET_UPDATE_NOTHING));
    status = (is_named ? update_named : update_all)(call, &installed, page);
    if (page->first)
        output_view(call, page);
    return status;
}

const struct verb verb_set_update = {
    .name = "set update",
    .summary = "read installed sets again where they came from",
    .operands = "[NAME]",
    .operand_kind = OPERAND_INSTALLED,
    .operand_max = 1,
    .options = { OPTION_NOW },
    .text = "Reads the file, folder or checkout that a set came from again, with all sets that came with it, or without NAME all of "
            "them, and says which exercises are new, changed, renamed and gone. It brings nothing up to date there: of a "
            "checkout, pull first.\n"
            "All of a folder is taken or, when there is an error in it, nothing: what was installed then stays. What you answered "
            "is kept in any case, under the ids of exercises, today's and former ones; a run that you are in goes on as it "
            "was begun.",
    .examples = {
        { "viva set update", "take all that is new" },
        { "viva set update caching", "take what is new where one set came from" },
    },
    .function = run,
};
