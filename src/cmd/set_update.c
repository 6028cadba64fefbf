#include "cmd/install.h"
#include "cmd/output.h"
#include "cmd/say.h"

struct updating {
    struct call *call;
    struct installed installed;
    struct {
        struct news *items;
        size_t count, capacity;
    } news; /* of each source */
};

static enum status update(struct updating *updating, size_t index)
{
    struct call *call = updating->call;
    struct installed_source *source = &updating->installed.sources.items[index];
    struct news *news = LIST_ADD(call->arena, &updating->news);
    enum status status = install(call, &updating->installed, source, source->path, INSTALL_AS_BEFORE, news);
    if (status == STATUS_OK)
        return status;
    *news = (struct news){ .state = NEWS_KEPT, .path = source->path, .commit = source->commit };
    say_note(string_from(call->failure.text));
    call->failure.text[0] = '\0';
    say_note(words_string(call->arena, SAY_SET_UPDATE_KEPT, WORDS({ "path", .plain = source->path })));
    return status;
}

/* One that cannot be read does not keep the others from their news. */
static enum status update_all(struct updating *updating)
{
    enum status worst = STATUS_OK;
    for (size_t i = 0; i < updating->installed.sources.count; i++) {
        enum status status = update(updating, i);
        if (status_exit_code(status) > status_exit_code(worst))
            worst = status;
    }
    return worst;
}

static enum status find_named(struct updating *updating, size_t *index)
{
    struct installed_source *source;
    size_t set;
    enum status status =
        installed_find(updating->call, &updating->installed, updating->call->arguments->operands[0], &source, &set);
    if (status == STATUS_OK)
        *index = (size_t)(source - updating->installed.sources.items);
    return status;
}

static void write_json(const struct updating *updating)
{
    struct output_json output = output_json_begin(updating->call, "set update");
    json_write_key(&output.writer, "sources");
    json_begin_array(&output.writer);
    for (size_t i = 0; i < updating->news.count; i++)
        news_write(&output.writer, &updating->news.items[i]);
    json_end_array(&output.writer);
    output_json_end(&output);
}

static void write_view(const struct updating *updating)
{
    struct arena *arena = updating->call->arena;
    struct view *page = view_new(arena, VIEW_GROUP, ROLE_NONE);
    for (size_t i = 0; i < updating->news.count; i++)
        news_add_view(arena, page, &updating->news.items[i]);
    if (updating->news.count == 0)
        view_add_string(arena, page, VIEW_PARAGRAPH, ROLE_MUTED, words_plain(SAY_SET_UPDATE_NOTHING));
    if (page->first)
        output_view(updating->call, page);
}

static enum status run(struct call *call)
{
    bool is_named = call->arguments->operand_count > 0;
    struct updating updating = { .call = call };
    size_t index = 0;
    int lock = -1;
    enum status status = installed_read(call, &updating.installed);
    if (status == STATUS_OK && updating.installed.sources.count > 0)
        status = installed_open_for_change(call, &updating.installed, &lock);
    if (status == STATUS_OK && is_named)
        status = find_named(&updating, &index);
    if (status != STATUS_OK)
        return status;
    status = is_named ? update(&updating, index) : update_all(&updating);
    installed_close_for_change(call, &updating.installed, lock);
    (call->arguments->options[OPTION_JSON].is_given ? write_json : write_view)(&updating);
    return status;
}

const struct verb verb_set_update = {
    .name = "set update",
    .summary = "read installed sets again where they came from",
    .operands = "[NAME]",
    .operand_kind = OPERAND_INSTALLED,
    .operand_max = 1,
    .options = { OPTION_NOW, OPTION_JSON },
    .text = "Reads the file, folder or checkout that a set came from again, with all sets that came with it, or without NAME all of "
            "them, and says which exercises are new, changed, renamed and gone. It brings nothing up to date there: of a "
            "checkout, pull first.\n"
            "All of a folder is taken or, when there is an error in it, nothing: what was installed then stays. What you answered "
            "is kept in any case, under the ids of exercises, today's and former ones; a run that you are in goes on as it "
            "was begun.",
    .examples = {
        { "viva set update", "take all that is new" },
        { "viva set update caching", "take what is new where one set came from" },
        { "viva set update --json", "the same for a program" },
    },
    .function = run,
};
