#include "cmd/shelf.h"

#include "base/files.h"
#include "cmd/bundle.h"
#include "cmd/home.h"
#include "cmd/installed.h"
#include "cmd/say.h"
#include "cmd/sources.h"
#include "read/read.h"

/* Opening. */

static void add_files(struct shelf *shelf, const struct strings *paths)
{
    for (size_t i = 0; i < paths->count; i++)
        LIST_ADD(shelf->call->arena, &shelf->books)->name = paths->items[i];
}

static enum status add_data_folder(struct shelf *shelf)
{
    struct home home = home_of(shelf->call);
    struct strings paths = { 0 };
    if (!files_is_folder(home.sets))
        return STATUS_OK;
    enum status status = sources_below(shelf->call->arena, home.sets, &paths, &shelf->call->failure);
    add_files(shelf, &paths);
    return status;
}

/* Once. A book that cannot be loaded has no bytes, and so no set; why is of interest to nobody who is after another. */
static void load(struct shelf *shelf, struct book *book)
{
    if (!book->is_loaded && files_read(shelf->call->arena, book->name, SET_BYTES_MAX, &book->bytes, NULL) != STATUS_OK)
        book->bytes = STRING("");
    book->is_loaded = true;
}

/* Whether all files that the index names are there. */
static enum status add_index(struct shelf *shelf, bool *is_whole)
{
    struct arena *arena = shelf->call->arena;
    struct installed installed;
    enum status status = installed_read(shelf->call, &installed);
    *is_whole = true;
    for (size_t i = 0; status == STATUS_OK && i < installed.sources.count; i++)
        for (size_t s = 0; s < installed.sources.items[i].sets.count; s++) {
            struct book *book = LIST_ADD(arena, &shelf->books);
            *book = (struct book){
                .name = installed_path(arena, &installed, &installed.sources.items[i].sets.items[s]),
                .is_installed = true,
            };
            load(shelf, book);
            *is_whole = *is_whole && book->bytes.size > 0;
        }
    return status;
}

/* An update may come in between, and erase what the index named a moment ago: then it is another index. */
static enum status add_installed(struct shelf *shelf)
{
    struct string folder = home_of(shelf->call).installed;
    size_t count = shelf->books.count;
    for (;;) {
        bool is_whole;
        uint64_t stamp = installed_stamp(folder);
        enum status status = add_index(shelf, &is_whole);
        if (status != STATUS_OK || is_whole || installed_stamp(folder) == stamp)
            return status;
        shelf->books.count = count;
    }
}

enum status shelf_open(struct call *call, struct shelf *shelf)
{
    *shelf = (struct shelf){ .call = call, .library = { .content_write = content_json, .content_read = content_read } };
    enum status status = add_data_folder(shelf);
    if (status == STATUS_OK)
        status = add_installed(shelf);
    for (size_t i = 0; i < bundle_count; i++)
        *LIST_ADD(call->arena, &shelf->books) =
            (struct book){ .name = bundle[i].name, .bytes = bundle[i].bytes, .is_bundled = true, .is_loaded = true };
    return status;
}

/* Reading. */

/* Room for one set more at index. */
static void add_to_library(struct shelf *shelf, const struct set *set, size_t index)
{
    struct library *library = &shelf->library;
    const struct set **sets = ARENA_NEW_MANY(shelf->call->arena, library->set_count + 1, const struct set *);
    for (size_t i = 0; i < library->set_count; i++)
        sets[i < index ? i : i + 1] = library->sets[i];
    sets[index] = set;
    library->sets = sets;
    library->set_count++;
}

/* A book that cannot be loaded or has errors has no set; only `viva sets` and `viva check` speak of it. */
static void read_book(struct shelf *shelf, struct book *book)
{
    if (book->is_read)
        return;
    book->is_read = true;
    load(shelf, book);
    struct arena *arena = shelf->call->arena;
    struct problems problems = problems_of_errors_in(arena);
    book->set = read_any(arena, book->name, book->bytes, &problems);
    book->is_shadowed = book->set && library_holds(&shelf->library, book->set);
    if (book->set && !book->is_shadowed)
        add_to_library(shelf, book->set, shelf->library.set_count);
}

enum status shelf_read_all(struct shelf *shelf)
{
    for (size_t i = 0; i < shelf->books.count; i++)
        read_book(shelf, &shelf->books.items[i]);
    return STATUS_OK;
}

/* Finding by id. */

static struct string last_part(struct string id)
{
    struct string rest = id, part = id;
    while (rest.size > 0)
        part = string_cut(&rest, '/');
    return part;
}

/* Slugs with slashes between them. */
static bool is_id(struct string name)
{
    while (name.size > 0)
        if (!string_is_slug(string_cut(&name, '/')))
            return false;
    return true;
}

/* Where a set says its ids, today's and former ones: in its front matter; of JSON that may be anywhere. */
static struct string head_of(struct string bytes)
{
    size_t end = string_starts_with(bytes, STRING("---\n")) ? string_find(bytes, STRING("\n---\n")) : STRING_NOT_FOUND;
    return end == STRING_NOT_FOUND ? bytes : string_slice(bytes, 0, end);
}

/* A text whose head does not hold an id is not the set of that id, and never was: it need not be parsed. */
static const struct set *find_id(struct shelf *shelf, struct string id)
{
    struct string slug = last_part(id);
    for (size_t i = 0; i < shelf->books.count; i++) {
        struct book *book = &shelf->books.items[i];
        load(shelf, book);
        if (string_find(head_of(book->bytes), slug) != STRING_NOT_FOUND)
            read_book(shelf, book);
    }
    return library_find(&shelf->library, id);
}

static enum status not_found(struct shelf *shelf, struct string name)
{
    struct arena *arena = shelf->call->arena;
    struct strings names = { 0 }, meant = { 0 };
    shelf_read_all(shelf);
    for (size_t i = 0; i < shelf->library.set_count; i++) {
        const struct set *set = shelf->library.sets[i];
        *LIST_ADD(arena, &names) = set->id;
        *LIST_ADD(arena, &names) = set_full_id(arena, set);
        if (string_equal(set->id, name))
            *LIST_ADD(arena, &meant) = set_full_id(arena, set);
    }
    if (meant.count > 1)
        return words_failure(
            &shelf->call->failure, STATUS_USAGE, SAY_SET_AMBIGUOUS,
            WORDS({ "set", .plain = name }, { "ids", .plain = words_and(arena, meant.items, meant.count) }));
    struct string nearest = string_nearest(name, names.items, names.count);
    return words_failure(&shelf->call->failure, STATUS_NOT_FOUND, nearest.size > 0 ? SAY_NO_SET_NEAR : SAY_NO_SET,
                         WORDS({ "set", .plain = name }, { "nearest", .plain = nearest }));
}

/* Finding by path. */

static enum status read_file(struct shelf *shelf, struct string path, const struct set **set)
{
    struct arena *arena = shelf->call->arena;
    struct string bytes;
    enum status status = files_read(arena, path, SET_BYTES_MAX, &bytes, &shelf->call->failure);
    if (status != STATUS_OK)
        return status;
    struct problems problems = problems_in(arena);
    *set = read_any(arena, path, bytes, &problems);
    if (*set)
        return STATUS_OK;
    problems_sort(&problems);
    say_problems(&problems);
    return words_failure(&shelf->call->failure, STATUS_BAD_INPUT, SAY_SET_UNUSABLE, WORDS({ "path", .plain = path }));
}

static enum status read_folder(struct shelf *shelf, struct string path, const struct set **set)
{
    struct strings paths = { 0 };
    enum status status = sources_below(shelf->call->arena, path, &paths, &shelf->call->failure);
    if (status != STATUS_OK)
        return status;
    if (paths.count == 1)
        return read_file(shelf, paths.items[0], set);
    return words_failure(
        &shelf->call->failure, paths.count == 0 ? STATUS_BAD_INPUT : STATUS_USAGE,
        paths.count == 0 ? SAY_FOLDER_EMPTY : SAY_FOLDER_SEVERAL,
        WORDS({ "path", .plain = path }, { "first", .plain = paths.count == 0 ? STRING("") : paths.items[0] }));
}

enum status shelf_find(struct shelf *shelf, struct string name, const struct set **set)
{
    *set = is_id(name) ? find_id(shelf, name) : NULL;
    if (*set)
        return STATUS_OK;
    if (files_is_folder(name))
        return read_folder(shelf, name, set);
    bool is_path = files_exists(name) || string_is(name, "-") || !is_id(name);
    return is_path ? read_file(shelf, name, set) : not_found(shelf, name);
}

enum status shelf_find_only(struct shelf *shelf, const struct set **set)
{
    shelf_read_all(shelf);
    if (shelf->library.set_count != 1)
        return words_failure(&shelf->call->failure, STATUS_USAGE, SAY_WHICH_SET, NO_WORDS);
    *set = shelf->library.sets[0];
    return STATUS_OK;
}

/* Texts. */

static enum status add_folder(struct shelf *shelf, struct string folder, struct shelf_texts *texts)
{
    struct strings paths = { 0 };
    enum status status = sources_below(shelf->call->arena, folder, &paths, &shelf->call->failure);
    for (size_t i = 0; i < paths.count; i++)
        LIST_ADD(shelf->call->arena, texts)->name = paths.items[i];
    if (status == STATUS_OK && paths.count == 0)
        return words_failure(&shelf->call->failure, STATUS_BAD_INPUT, SAY_FOLDER_EMPTY,
                             WORDS({ "path", .plain = folder }));
    return status;
}

static enum status add_texts(struct shelf *shelf, struct string name, struct shelf_texts *texts)
{
    const struct set *set = is_id(name) ? find_id(shelf, name) : NULL;
    const struct book *book = set ? shelf_book(shelf, set) : NULL;
    if (!book && files_is_folder(name))
        return add_folder(shelf, name, texts);
    if (!book && is_id(name) && !files_exists(name))
        return not_found(shelf, name);
    *LIST_ADD(shelf->call->arena, texts) =
        (struct shelf_text){ .name = book ? book->name : name, .book = book, .is_named = true };
    return STATUS_OK;
}

enum status shelf_texts(struct shelf *shelf, const struct string *names, size_t count, struct shelf_texts *texts)
{
    enum status status = STATUS_OK;
    *texts = (struct shelf_texts){ 0 };
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = add_texts(shelf, names[i], texts);
    return status;
}

enum status shelf_text_read(struct shelf *shelf, struct arena *arena, const struct shelf_text *text,
                            struct string *bytes)
{
    if (!text->book)
        return files_read(arena, text->name, SET_BYTES_MAX, bytes, &shelf->call->failure);
    *bytes = text->book->bytes;
    return STATUS_OK;
}

void shelf_keep(struct shelf *shelf, const struct set *set)
{
    for (size_t i = 0; i < shelf->library.set_count; i++)
        if (shelf->library.sets[i] == set)
            return;
    add_to_library(shelf, set, 0);
}

const struct book *shelf_book(const struct shelf *shelf, const struct set *set)
{
    for (size_t i = 0; i < shelf->books.count; i++)
        if (shelf->books.items[i].set == set)
            return &shelf->books.items[i];
    return NULL;
}

struct string shelf_name(struct arena *arena, const struct shelf *shelf, const struct set *set)
{
    return library_find(&shelf->library, set->id) == set ? set->id : set_full_id(arena, set);
}
