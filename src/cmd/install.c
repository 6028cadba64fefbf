#include "cmd/install.h"

#include "base/files.h"
#include "base/hash.h"
#include "cmd/changes.h"
#include "cmd/gather.h"
#include "cmd/say.h"
#include "cmd/shelf.h"
#include "read/read.h"

/* A set that was found. */
struct arrival {
    struct string name; /* of its file, as messages say it */
    struct string bytes;
    const struct set *set;
    struct installed_set row;
};

struct arrivals {
    struct arrival *items;
    size_t count, capacity;
};

struct installing {
    struct call *call;
    struct installed *installed;
    struct installed_source *before; /* NULL when nothing is installed from there */
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
    for (size_t i = 0; installing->before && i < ids.count; i++)
        if (strings_hold(&installing->before->left_out, ids.items[i]))
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

/* Ids. ----------------------------------------------------------------------------------------------------- */

/* The id by which two sets could both be meant: today's of the one, today's or a former one of the other. Two sets that
 * were one may both say so. Empty when there is none. */
static struct string common_id(struct arena *arena, const struct set *left, const struct set *right)
{
    struct strings left_ids = library_set_ids(arena, left), right_ids = library_set_ids(arena, right);
    if (strings_hold(&right_ids, left_ids.items[0]))
        return left_ids.items[0];
    return strings_hold(&left_ids, right_ids.items[0]) ? right_ids.items[0] : STRING("");
}

/* other is a path, or words for what is none. */
static enum status check_pair(struct installing *installing, const struct arrival *arrival, const struct set *set,
                              struct string other)
{
    struct arena *arena = installing->call->arena;
    struct string id = common_id(arena, arrival->set, set);
    if (id.size == 0)
        return STATUS_OK;
    return words_failure(&installing->call->failure, STATUS_CONFLICT, SAY_INSTALL_CLASH,
                         WORDS({ "file", .plain = arrival->name }, { "other", .plain = other }, { "id", .plain = id },
                               { "path", .plain = installing->path }));
}

static struct string quoted(struct arena *arena, struct string path)
{
    return words_string(arena, SAY_INSTALL_OTHER_FILE, WORDS({ "path", .plain = path }));
}

/* Where the set of a book came from: of one that was installed, its own file. Empty for a set that this source brought
 * before. */
static struct string origin_of(const struct installing *installing, const struct book *book)
{
    struct arena *arena = installing->call->arena;
    const struct installed *installed = installing->installed;
    if (book->is_bundled)
        return words_plain(SAY_INSTALL_OTHER_BUNDLED);
    for (size_t i = 0; book->is_installed && i < installed->sources.count; i++) {
        const struct installed_source *source = &installed->sources.items[i];
        for (size_t s = 0; s < source->sets.count; s++)
            if (string_equal(book->name, installed_path(arena, installed, &source->sets.items[s])))
                return source == installing->before ? STRING("") : quoted(arena, source->path);
    }
    return quoted(arena, book->name);
}

static enum status check_against_shelf(struct installing *installing)
{
    struct shelf shelf;
    enum status status = shelf_open(installing->call, &shelf);
    if (status == STATUS_OK)
        status = shelf_read_all(&shelf);
    for (size_t i = 0; i < shelf.books.count && status == STATUS_OK; i++) {
        const struct book *book = &shelf.books.items[i];
        struct string origin = book->set ? origin_of(installing, book) : STRING("");
        for (size_t a = 0; origin.size > 0 && a < installing->arrivals.count && status == STATUS_OK; a++)
            status = check_pair(installing, &installing->arrivals.items[a], book->set, origin);
    }
    return status;
}

static enum status check_among_themselves(struct installing *installing)
{
    const struct arrivals *arrivals = &installing->arrivals;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < arrivals->count; i++)
        for (size_t j = i + 1; j < arrivals->count && status == STATUS_OK; j++)
            status = check_pair(installing, &arrivals->items[i], arrivals->items[j].set,
                                quoted(installing->call->arena, arrivals->items[j].name));
    return status;
}

/* What comes with a later viva must find its namespace free, and progress in it must not go to somebody else's set. */
static enum status check_namespace(struct installing *installing, const struct arrival *arrival)
{
    struct arena *arena = installing->call->arena;
    struct strings ids = library_set_ids(arena, arrival->set);
    for (size_t i = 0; i < ids.count; i++)
        if (string_starts_with(ids.items[i], STRING(INSTALL_RESERVED_NAMESPACE "/")))
            return words_failure(&installing->call->failure, STATUS_CONFLICT, SAY_INSTALL_RESERVED,
                                 WORDS({ "file", .plain = arrival->name }, { "id", .plain = ids.items[i] },
                                       { "space", .plain = STRING(INSTALL_RESERVED_NAMESPACE) },
                                       { "path", .plain = installing->path }));
    return STATUS_OK;
}

static enum status check_ids(struct installing *installing)
{
    enum status status = check_among_themselves(installing);
    if (status == STATUS_OK)
        status = check_against_shelf(installing);
    for (size_t i = 0; i < installing->arrivals.count && status == STATUS_OK; i++)
        status = check_namespace(installing, &installing->arrivals.items[i]);
    return status;
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
                                                   .updated_at = now };
    if (before)
        installing->after.left_out = before->left_out;
    for (size_t i = 0; i < installing->arrivals.count; i++)
        *LIST_ADD(arena, &installing->after.sets) = installing->arrivals.items[i].row;
}

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

/* Telling. ------------------------------------------------------------------------------------------------- */

void install_add_source(struct arena *arena, struct view *page, const struct installed_source *source)
{
    view_add_string(
        arena, page, VIEW_PARAGRAPH, ROLE_NONE,
        words_string(arena, source->commit.size > 0 ? SAY_SOURCE_AT_COMMIT : SAY_SOURCE_AT,
                     WORDS({ "path", .plain = source->path }, { "commit", .plain = installed_short(source->commit) })));
}

/* What was installed of a set before: under its id, else under one that it had. NULL when nothing was. */
static const struct installed_set *find_before(const struct installing *installing, const struct set *set)
{
    const struct installed_source *before = installing->before;
    struct strings ids = library_set_ids(installing->call->arena, set);
    for (size_t i = 0; before && i < ids.count; i++)
        for (size_t s = 0; s < before->sets.count; s++)
            if (string_equal(before->sets.items[s].id, ids.items[i]))
                return &before->sets.items[s];
    return NULL;
}

/* NULL when it cannot be read any more. */
static const struct set *read_before(const struct installing *installing, const struct installed_set *row)
{
    struct arena *arena = installing->call->arena;
    struct problems problems = problems_in(arena);
    struct string path = installed_path(arena, installing->installed, row), bytes;
    if (files_read(arena, path, SET_BYTES_MAX, &bytes, NULL) != STATUS_OK)
        return NULL;
    return read_any(arena, path, bytes, &problems);
}

static void add_item(const struct installing *installing, struct view *pairs, struct string id, struct string text)
{
    struct arena *arena = installing->call->arena;
    view_add_pair(arena, pairs, ROLE_NONE, text_plain(arena, id), text_plain(arena, text));
}

static struct string first_words(const struct installing *installing, const struct arrival *arrival)
{
    struct arena *arena = installing->call->arena;
    struct string count = words_counted(arena, SAY_OPENING_COUNT, arrival->row.exercise_count, NO_WORDS);
    return words_string(arena, SAY_SETS_ITEM,
                        WORDS({ "title", .plain = arrival->row.title }, { "count", .plain = count }));
}

static void add_arrivals(const struct installing *installing, struct view *pairs, bool *is_here)
{
    for (size_t i = 0; i < installing->arrivals.count; i++) {
        const struct arrival *arrival = &installing->arrivals.items[i];
        const struct installed_set *row = find_before(installing, arrival->set);
        if (row)
            is_here[row - installing->before->sets.items] = true;
        if (!installing->before)
            add_item(installing, pairs, arrival->row.id, first_words(installing, arrival));
        else if (!row || !string_equal(row->hash, arrival->row.hash))
            add_item(installing, pairs, arrival->row.id,
                     changes_words(installing->call->arena, row ? read_before(installing, row) : NULL, arrival->set));
    }
}

/* What there is to tell, worked out while the old files are still there. */
static struct view *changes_of(const struct installing *installing)
{
    struct arena *arena = installing->call->arena;
    const struct installed_source *before = installing->before;
    struct view *page = view_new(arena, VIEW_GROUP, ROLE_NONE);
    if (is_same(before, &installing->after)) {
        view_add_string(arena, page, VIEW_PARAGRAPH, ROLE_NONE,
                        words_string(arena, SAY_SOURCE_SAME, WORDS({ "path", .plain = before->path })));
        return page;
    }
    install_add_source(arena, page, &installing->after);
    struct view *pairs = view_new(arena, VIEW_PAIRS, ROLE_NONE);
    bool *is_here = ARENA_NEW_MANY(arena, before ? before->sets.count : 0, bool);
    add_arrivals(installing, pairs, is_here);
    for (size_t i = 0; before && i < before->sets.count; i++)
        if (!is_here[i])
            add_item(installing, pairs, before->sets.items[i].id, words_plain(SAY_CHANGE_GONE_SET));
    if (pairs->first)
        view_append(page, pairs);
    return page;
}

enum status install(struct call *call, struct installed *installed, struct installed_source *source, struct string path,
                    struct view *page)
{
    struct installing installing = { .call = call, .installed = installed, .before = source, .path = path };
    struct strings expected = files_before(call->arena, source);
    enum status status = gather(call->arena, path, &expected, &installing.gathered, &call->failure);
    if (status == STATUS_OK && installing.gathered.passed_over > 0 && !source)
        say_note(words_counted(call->arena, SAY_GATHER_PASSED_OVER, installing.gathered.passed_over, NO_WORDS));
    if (status == STATUS_OK)
        status = read_all(&installing);
    if (status == STATUS_OK)
        status = check_ids(&installing);
    if (status != STATUS_OK)
        return status;
    make_source(&installing);
    struct view *changes = changes_of(&installing);
    if (!is_same(source, &installing.after) || !are_copies_whole(&installing))
        status = put_in_place(&installing);
    if (status == STATUS_OK)
        view_append(page, changes);
    return status;
}
