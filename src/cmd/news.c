#include "cmd/news.h"

#include "app/library.h"
#include "base/files.h"
#include "read/read.h"
#include "words/words.h"

/* Comparing. */

struct telling {
    struct call *call;
    const struct installed *installed;
    const struct installed_source *before; /* NULL when nothing was installed from there */
    struct news news;
};

static bool is_same(const struct installed_source *before, const struct installed_source *after)
{
    if (!before || !string_equal(before->commit, after->commit) || before->sets.count != after->sets.count)
        return false;
    for (size_t i = 0; i < after->sets.count; i++) {
        const struct installed_set *old = &before->sets.items[i], *new = &after->sets.items[i];
        if (!string_equal(old->id, new->id) || !string_equal(old->file, new->file) ||
            !string_equal(old->hash, new->hash))
            return false;
    }
    return true;
}

/* What was installed of a set before: under its id, else under one that it had. NULL when nothing was. */
static const struct installed_set *find_before(const struct telling *telling, const struct set *set)
{
    const struct installed_source *before = telling->before;
    struct strings ids = library_set_ids(telling->call->arena, set);
    for (size_t i = 0; before && i < ids.count; i++)
        for (size_t s = 0; s < before->sets.count; s++)
            if (string_equal(before->sets.items[s].id, ids.items[i]))
                return &before->sets.items[s];
    return NULL;
}

/* NULL when it cannot be read any more. */
static const struct set *read_before(const struct telling *telling, const struct installed_set *row)
{
    struct arena *arena = telling->call->arena;
    struct problems problems = problems_of_errors_in(arena);
    struct string path = installed_path(arena, telling->installed, row), bytes;
    if (files_read(arena, path, SET_BYTES_MAX, &bytes, NULL) != STATUS_OK)
        return NULL;
    return read_any(arena, path, bytes, &problems);
}

static struct news_set *add_set(struct telling *telling, enum news_kind kind, const struct installed_set *row)
{
    struct news_set *set = LIST_ADD(telling->call->arena, &telling->news.sets);
    *set = (struct news_set){ .kind = kind, .id = row->id, .title = row->title, .exercise_count = row->exercise_count };
    return set;
}

static void add_arrival(struct telling *telling, const struct arrival *arrival, bool *is_here)
{
    const struct installed_set *row = find_before(telling, arrival->set);
    if (row)
        is_here[row - telling->before->sets.items] = true;
    if (row && string_equal(row->hash, arrival->row.hash))
        return;
    const struct set *before = row ? read_before(telling, row) : NULL;
    struct news_set *set = add_set(telling, before ? NEWS_CHANGED : NEWS_ADDED, &arrival->row);
    if (before)
        set->changes = changes_between(telling->call->arena, before, arrival->set);
}

struct news news_of(struct call *call, const struct installed *installed, const struct installed_source *before,
                    const struct installed_source *after, const struct arrivals *arrivals)
{
    struct telling telling = {
        .call = call,
        .installed = installed,
        .before = before,
        .news = { .state = !before                  ? NEWS_FIRST
                           : is_same(before, after) ? NEWS_SAME
                                                    : NEWS_UPDATED,
                  .path = after->path,
                  .commit = after->commit },
    };
    bool *is_here = ARENA_NEW_MANY(call->arena, before ? before->sets.count : 0, bool);
    for (size_t i = 0; i < arrivals->count; i++)
        add_arrival(&telling, &arrivals->items[i], is_here);
    for (size_t i = 0; before && i < before->sets.count; i++)
        if (!is_here[i])
            add_set(&telling, NEWS_GONE, &before->sets.items[i]);
    return telling.news;
}

/* In words. */

void news_add_source(struct arena *arena, struct view *page, struct string path, struct string commit)
{
    view_add_string(arena, page, VIEW_PARAGRAPH, ROLE_NONE,
                    words_string(arena, commit.size > 0 ? SAY_SOURCE_AT_COMMIT : SAY_SOURCE_AT,
                                 WORDS({ "path", .plain = path }, { "commit", .plain = installed_short(commit) })));
}

static struct string set_words(struct arena *arena, const struct news *news, const struct news_set *set)
{
    struct string count = words_counted(arena, SAY_OPENING_COUNT, set->exercise_count, NO_WORDS);
    if (set->kind == NEWS_GONE)
        return words_plain(SAY_CHANGE_GONE_SET);
    if (set->kind == NEWS_CHANGED)
        return changes_words(arena, &set->changes);
    return words_string(arena, news->state == NEWS_FIRST ? SAY_SETS_ITEM : SAY_CHANGE_ADDED_SET,
                        WORDS({ "title", .plain = set->title }, { "count", .plain = count }));
}

void news_add_view(struct arena *arena, struct view *page, const struct news *news)
{
    if (news->state == NEWS_SAME)
        view_add_string(arena, page, VIEW_PARAGRAPH, ROLE_NONE,
                        words_string(arena, SAY_SOURCE_SAME, WORDS({ "path", .plain = news->path })));
    if (news->state == NEWS_SAME || news->state == NEWS_KEPT)
        return;
    news_add_source(arena, page, news->path, news->commit);
    struct view *pairs = view_new(arena, VIEW_PAIRS, ROLE_NONE);
    for (size_t i = 0; i < news->sets.count; i++)
        view_add_pair(arena, pairs, ROLE_NONE, text_plain(arena, news->sets.items[i].id),
                      text_plain(arena, set_words(arena, news, &news->sets.items[i])));
    if (pairs->first)
        view_append(page, pairs);
}

/* As JSON. */

static void write_renamed(struct json_writer *json, const struct changes *changes)
{
    json_write_key(json, "renamed");
    json_begin_array(json);
    for (size_t i = 0; i < changes->renamed.count; i++) {
        json_begin_object(json);
        output_string(json, "id", changes->renamed.items[i]);
        output_string(json, "was", changes->was.items[i]);
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_changes(struct json_writer *json, const struct changes *changes)
{
    output_string_or_null(json, "was", changes->former_id);
    output_strings(json, "new", &changes->added);
    output_strings(json, "changed", &changes->changed);
    write_renamed(json, changes);
    output_strings(json, "gone", &changes->gone);
}

static void write_set(struct json_writer *json, const struct news_set *set)
{
    static const char *const kinds[] = { [NEWS_ADDED] = "new", [NEWS_CHANGED] = "changed", [NEWS_GONE] = "gone" };
    json_begin_object(json);
    output_string(json, "id", set->id);
    output_string(json, "title", set->title);
    output_integer(json, "exercises", set->exercise_count);
    output_string(json, "change", string_from(kinds[set->kind]));
    if (set->kind == NEWS_CHANGED)
        write_changes(json, &set->changes);
    json_end_object(json);
}

void news_write(struct json_writer *json, const struct news *news)
{
    static const char *const states[] = {
        [NEWS_FIRST] = "first", [NEWS_UPDATED] = "updated", [NEWS_SAME] = "same", [NEWS_KEPT] = "kept"
    };
    json_begin_object(json);
    output_string(json, "path", news->path);
    output_string_or_null(json, "commit", news->commit);
    output_string(json, "state", string_from(states[news->state]));
    json_write_key(json, "sets");
    json_begin_array(json);
    for (size_t i = 0; i < news->sets.count; i++)
        write_set(json, &news->sets.items[i]);
    json_end_array(json);
    json_end_object(json);
}
