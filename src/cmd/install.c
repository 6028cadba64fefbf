#include "cmd/install.h"

#include "app/library.h"
#include "base/check.h"
#include "base/files.h"
#include "base/hash.h"
#include "cmd/clash.h"
#include "cmd/gather.h"
#include "cmd/say.h"
#include "read/read.h"
#include "words/words.h"

struct installing {
    struct call *call;
    struct installed *installed;
    struct installed_source *before; /* NULL when nothing is installed from there */
    struct strings left_out;         /* what before has of them, or none when all is wanted again */
    struct string path;              /* as it was named */
    struct gathered gathered;
    struct arrivals arrivals;
    struct installed_source after;
};

/* Reading. ------------------------------------------------------------------------------------------------- */

/* A file that was a set is one still: what is wrong with it now must be told, not passed over. */
static struct strings files_before(struct arena *arena, const struct installed_source *before)
{
    struct strings files = { 0 };
    for (size_t i = 0; before && i < before->sets.count; i++)
        *LIST_ADD(arena, &files) = before->sets.items[i].file;
    return files;
}

static struct string name_of(const struct installing *installing, struct string file)
{
    return files_is_folder(installing->gathered.path) ? files_join(installing->call->arena, installing->path, file)
                                                      : installing->path;
}

static bool was_left_out(const struct installing *installing, const struct set *set)
{
    struct strings ids = library_set_ids(installing->call->arena, set);
    for (size_t i = 0; i < ids.count; i++)
        if (strings_hold(&installing->left_out, ids.items[i]))
            return true;
    return false;
}

static void add_arrival(struct installing *installing, const struct gathered_file *file, struct string name,
                        const struct set *set)
{
    struct arena *arena = installing->call->arena;
    *LIST_ADD(arena, &installing->arrivals) = (struct arrival){
        .name = name,
        .bytes = file->bytes,
        .set = set,
        .row = { .id = set_full_id(arena, set),
                 .title = set->title,
                 .file = file->name,
                 .hash = hash_string(arena, hash_of(file->bytes)),
                 .exercise_count = (int64_t)set->exercise_count },
    };
}

static enum status read_all(struct installing *installing)
{
    struct call *call = installing->call;
    struct problems problems = problems_in(call->arena);
    for (size_t i = 0; i < installing->gathered.files.count; i++) {
        const struct gathered_file *file = &installing->gathered.files.items[i];
        struct string name = name_of(installing, file->name);
        const struct set *set = read_any(call->arena, name, file->bytes, &problems);
        if (set && !was_left_out(installing, set))
            add_arrival(installing, file, name, set);
    }
    struct word path = { "path", .plain = installing->path };
    if (problems_has_errors(&problems)) {
        problems_sort(&problems);
        say_problems(&problems);
        return words_failure(&call->failure, STATUS_BAD_INPUT, SAY_INSTALL_UNUSABLE, WORDS(path));
    }
    return installing->arrivals.count > 0
               ? STATUS_OK
               : words_failure(&call->failure, STATUS_BAD_INPUT, SAY_FOLDER_EMPTY, WORDS(path));
}

/* Putting in place. ---------------------------------------------------------------------------------------- */

static void make_source(struct installing *installing)
{
    struct arena *arena = installing->call->arena;
    const struct installed_source *before = installing->before;
    int64_t now = arguments_now(installing->call->arguments).at;
    installing->after = (struct installed_source){ .path = installing->gathered.path,
                                                   .commit = installing->gathered.commit,
                                                   .added_at = before ? before->added_at : now,
                                                   .updated_at = now,
                                                   .left_out = installing->left_out };
    for (size_t i = 0; i < installing->arrivals.count; i++)
        *LIST_ADD(arena, &installing->after.sets) = installing->arrivals.items[i].row;
}

/* Whether the copies are there, as they were made: what was lost or damaged meanwhile is put right. */
static bool are_copies_whole(const struct installing *installing)
{
    struct arena arena = { 0 };
    bool is_whole = true;
    for (size_t i = 0; i < installing->arrivals.count && is_whole; i++) {
        const struct arrival *arrival = &installing->arrivals.items[i];
        struct string path = installed_path(&arena, installing->installed, &arrival->row), bytes;
        is_whole =
            files_read(&arena, path, SET_BYTES_MAX, &bytes, NULL) == STATUS_OK && string_equal(bytes, arrival->bytes);
        arena_reset(&arena);
    }
    arena_clear(&arena);
    return is_whole;
}

/* All files first: the index is the one step that makes them be there. */
static enum status put_in_place(struct installing *installing)
{
    struct call *call = installing->call;
    struct installed next = *installing->installed;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < installing->arrivals.count && status == STATUS_OK; i++)
        status = installed_keep(call, &next, &installing->arrivals.items[i].row, installing->arrivals.items[i].bytes);
    struct installed_source old = { 0 };
    if (status == STATUS_OK && installing->before) {
        old = *installing->before;
        *installing->before = installing->after;
    } else if (status == STATUS_OK) {
        *LIST_ADD(call->arena, &next.sources) = installing->after;
    }
    if (status == STATUS_OK)
        status = installed_write(call, &next);
    if (status == STATUS_OK)
        *installing->installed = next;
    else if (installing->before && old.path.size > 0)
        *installing->before = old;
    installed_sweep(call);
    return status;
}

/* Whether there is anything to do: new sets, sets that are no longer left out, or copies that were lost. */
static bool is_due(const struct installing *installing, const struct news *news)
{
    return news->state != NEWS_SAME || installing->before->left_out.count != installing->left_out.count ||
           !are_copies_whole(installing);
}

enum status install(struct call *call, struct installed *installed, struct installed_source *source, struct string path,
                    enum install_scope scope, struct news *news)
{
    struct installing installing = { .call = call, .installed = installed, .before = source, .path = path };
    struct strings expected = files_before(call->arena, source);
    if (source && scope == INSTALL_AS_BEFORE)
        installing.left_out = source->left_out;
    enum status status = gather(call->arena, path, &expected, &installing.gathered, &call->failure);
    if (status == STATUS_OK && installing.gathered.passed_over > 0 && !source)
        say_note(words_counted(call->arena, SAY_GATHER_PASSED_OVER, installing.gathered.passed_over, NO_WORDS));
    if (status == STATUS_OK)
        status = read_all(&installing);
    if (status == STATUS_OK)
        status = clash_check(call, installed, source, &installing.arrivals, path);
    if (status != STATUS_OK)
        return status;
    make_source(&installing);
    *news = news_of(call, installed, source, &installing.after, &installing.arrivals);
    CHECK(source || news->state != NEWS_SAME);
    if (news->state == NEWS_SAME)
        installing.after.updated_at = source->updated_at;
    return is_due(&installing, news) ? put_in_place(&installing) : STATUS_OK;
}
