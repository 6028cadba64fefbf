#include "cmd/installed.h"
#include "cmd/news.h"
#include "cmd/output.h"
#include "cmd/say.h"

static void write_ids(const struct installed *installed)
{
    for (size_t i = 0; i < installed->sources.count; i++)
        for (size_t s = 0; s < installed->sources.items[i].sets.count; s++) {
            say_out(installed->sources.items[i].sets.items[s].id);
            say_out(STRING("\n"));
        }
}

/* For people. */

static struct string item_text(struct arena *arena, const struct installed_set *set)
{
    struct string count = words_counted(arena, SAY_OPENING_COUNT, set->exercise_count, NO_WORDS);
    return words_string(arena, SAY_SET_LIST_ITEM,
                        WORDS({ "title", .plain = set->title }, { "count", .plain = count },
                              { "hash", .plain = installed_short(set->hash) }));
}

static struct string when_text(struct arena *arena, const struct installed_source *source)
{
    return words_string(arena, source->added_at == source->updated_at ? SAY_SET_LIST_WHEN : SAY_SET_LIST_WHEN_UPDATED,
                        WORDS({ "added", .plain = time_format(arena, time_local(source->added_at)) },
                              { "updated", .plain = time_format(arena, time_local(source->updated_at)) }));
}

static void add_source(struct arena *arena, struct view *page, const struct installed_source *source)
{
    news_add_source(arena, page, source->path, source->commit);
    struct view *pairs = view_add(arena, page, VIEW_PAIRS, ROLE_NONE);
    for (size_t i = 0; i < source->sets.count; i++)
        view_add_pair(arena, pairs, ROLE_NONE, text_plain(arena, source->sets.items[i].id),
                      text_plain(arena, item_text(arena, &source->sets.items[i])));
    view_add_string(arena, page, VIEW_PARAGRAPH, ROLE_MUTED, when_text(arena, source));
    if (source->left_out.count > 0)
        view_add_string(
            arena, page, VIEW_PARAGRAPH, ROLE_MUTED,
            words_string(arena, SAY_SET_LIST_LEFT_OUT,
                         WORDS({ "ids", .plain = words_and(arena, source->left_out.items, source->left_out.count) })));
}

static void write_view(struct call *call, const struct installed *installed)
{
    struct view *page = view_new(call->arena, VIEW_GROUP, ROLE_NONE);
    if (installed->sources.count == 0)
        view_add_string(call->arena, page, VIEW_PARAGRAPH, ROLE_MUTED, words_plain(SAY_SET_LIST_NONE));
    for (size_t i = 0; i < installed->sources.count; i++)
        add_source(call->arena, page, &installed->sources.items[i]);
    output_view(call, page);
}

/* For programs. */

static void write_set(struct json_writer *json, const struct installed_set *set)
{
    json_begin_object(json);
    output_string(json, "id", set->id);
    output_string(json, "title", set->title);
    output_integer(json, "exercises", set->exercise_count);
    output_string(json, "file", set->file);
    output_string(json, "hash", set->hash);
    json_end_object(json);
}

static void write_source(struct json_writer *json, const struct installed_source *source)
{
    json_begin_object(json);
    output_string(json, "path", source->path);
    output_string_or_null(json, "commit", source->commit);
    output_time(json, "added_at", source->added_at);
    output_time(json, "updated_at", source->updated_at);
    output_strings(json, "left_out", &source->left_out);
    json_write_key(json, "sets");
    json_begin_array(json);
    for (size_t i = 0; i < source->sets.count; i++)
        write_set(json, &source->sets.items[i]);
    json_end_array(json);
    json_end_object(json);
}

static void write_json(struct call *call, const struct installed *installed)
{
    struct output_json output = output_json_begin(call, "set list");
    json_write_key(&output.writer, "sources");
    json_begin_array(&output.writer);
    for (size_t i = 0; i < installed->sources.count; i++)
        write_source(&output.writer, &installed->sources.items[i]);
    json_end_array(&output.writer);
    output_json_end(&output);
}

static enum status run(struct call *call)
{
    const struct option_value *options = call->arguments->options;
    struct installed installed;
    enum status status = installed_read(call, &installed);
    if (status != STATUS_OK)
        return status;
    if (options[OPTION_IDS].is_given)
        write_ids(&installed);
    else
        (options[OPTION_JSON].is_given ? write_json : write_view)(call, &installed);
    return STATUS_OK;
}

const struct verb verb_set_list = {
    .name = "set list",
    .summary = "tell which sets were installed, from where and when",
    .operands = "",
    .options = { OPTION_IDS, OPTION_JSON },
    .text = "Lists the sets that \"viva set add\" installed, by the path they came from: the commit of a git checkout, the hash of "
            "each set (the first digits of its SHA-256), and when they were added and last changed. \"viva sets\" lists all sets, "
            "and where you stand in them.",
    .examples = {
        { "viva set list", "what was installed" },
        { "viva set list --json", "the same for a program" },
    },
    .function = run,
};
