#include "cmd/clash.h"

#include "cmd/shelf.h"
#include "words/words.h"

/* Every id of this namespace belongs to the sets that come with viva. */
#define RESERVED_NAMESPACE "viva"

struct clash {
    struct call *call;
    const struct installed *installed;
    const struct installed_source *before; /* NULL when nothing is installed from there */
    const struct arrivals *arrivals;
    struct string path; /* they are from, as it was named */
};

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
static enum status check_pair(const struct clash *clash, const struct arrival *arrival, const struct set *set,
                              struct string other)
{
    struct arena *arena = clash->call->arena;
    struct string id = common_id(arena, arrival->set, set);
    if (id.size == 0)
        return STATUS_OK;
    return words_failure(&clash->call->failure, STATUS_CONFLICT, SAY_INSTALL_CLASH,
                         WORDS({ "file", .plain = arrival->name }, { "other", .plain = other }, { "id", .plain = id },
                               { "path", .plain = clash->path }));
}

static struct string quoted(struct arena *arena, struct string path)
{
    return words_string(arena, SAY_INSTALL_OTHER_FILE, WORDS({ "path", .plain = path }));
}

/* Where the set of a book came from: of one that was installed, its own file. Empty for a set that this source brought
 * before. */
static struct string origin_of(const struct clash *clash, const struct book *book)
{
    struct arena *arena = clash->call->arena;
    const struct installed *installed = clash->installed;
    if (book->is_bundled)
        return words_plain(SAY_INSTALL_OTHER_BUNDLED);
    for (size_t i = 0; book->is_installed && i < installed->sources.count; i++) {
        const struct installed_source *source = &installed->sources.items[i];
        for (size_t s = 0; s < source->sets.count; s++)
            if (string_equal(book->name, installed_path(arena, installed, &source->sets.items[s])))
                return source == clash->before ? STRING("") : quoted(arena, source->path);
    }
    return quoted(arena, book->name);
}

static enum status check_against_shelf(const struct clash *clash)
{
    struct shelf shelf;
    enum status status = shelf_open(clash->call, &shelf);
    if (status == STATUS_OK)
        status = shelf_read_all(&shelf);
    for (size_t i = 0; i < shelf.books.count && status == STATUS_OK; i++) {
        const struct book *book = &shelf.books.items[i];
        struct string origin = book->set ? origin_of(clash, book) : STRING("");
        for (size_t a = 0; origin.size > 0 && a < clash->arrivals->count && status == STATUS_OK; a++)
            status = check_pair(clash, &clash->arrivals->items[a], book->set, origin);
    }
    return status;
}

static enum status check_among_themselves(const struct clash *clash)
{
    const struct arrivals *arrivals = clash->arrivals;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < arrivals->count; i++)
        for (size_t j = i + 1; j < arrivals->count && status == STATUS_OK; j++)
            status = check_pair(clash, &arrivals->items[i], arrivals->items[j].set,
                                quoted(clash->call->arena, arrivals->items[j].name));
    return status;
}

/* What comes with a later viva must find its namespace free, and progress in it must not go to somebody else's set. */
static enum status check_namespace(const struct clash *clash, const struct arrival *arrival)
{
    struct arena *arena = clash->call->arena;
    struct strings ids = library_set_ids(arena, arrival->set);
    for (size_t i = 0; i < ids.count; i++)
        if (string_starts_with(ids.items[i], STRING(RESERVED_NAMESPACE "/")))
            return words_failure(&clash->call->failure, STATUS_CONFLICT, SAY_INSTALL_RESERVED,
                                 WORDS({ "file", .plain = arrival->name }, { "id", .plain = ids.items[i] },
                                       { "space", .plain = STRING(RESERVED_NAMESPACE) },
                                       { "path", .plain = clash->path }));
    return STATUS_OK;
}

enum status clash_check(struct call *call, const struct installed *installed, const struct installed_source *before,
                        const struct arrivals *arrivals, struct string path)
{
    struct clash clash = { .call = call, .installed = installed, .before = before, .arrivals = arrivals, .path = path };
    enum status status = check_among_themselves(&clash);
    if (status == STATUS_OK)
        status = check_against_shelf(&clash);
    for (size_t i = 0; i < arrivals->count && status == STATUS_OK; i++)
        status = check_namespace(&clash, &arrivals->items[i]);
    return status;
}
