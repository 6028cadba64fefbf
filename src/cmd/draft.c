#include "cmd/draft.h"

#include "app/contents.h"
#include "base/files.h"
#include "cmd/file_state.h"
#include "cmd/show.h"
#include "cmd/sources.h"
#include "read/read.h"

static enum status find_paths(const struct draft *draft, struct arena *arena, struct strings *paths,
                              struct failure *failure)
{
    if (files_is_folder(draft->path))
        return sources_below(arena, draft->path, paths, failure);
    *LIST_ADD(arena, paths) = draft->path;
    return STATUS_OK;
}

static uint64_t stamp(void *context)
{
    struct arena arena = { 0 };
    struct strings paths = { 0 };
    struct failure failure = { 0 };
    struct buffer states = buffer_in(&arena);
    buffer_add_format(&states, "%d\n", (int)find_paths(context, &arena, &paths, &failure));
    for (size_t i = 0; i < paths.count; i++)
        file_state_add_path(&states, paths.items[i]);
    uint64_t stamp = file_state_stamp(&states);
    arena_clear(&arena);
    return stamp;
}

static void add_set(struct library *library, const struct set **sets, const struct set *set)
{
    if (!library_holds(library, set))
        sets[library->set_count++] = set;
}

/* Those that are written go before all others. */
static void fill_library(const struct draft *draft, struct arena *arena, struct web_draft *read)
{
    const struct library *shelf = draft->shelf;
    const struct set **sets = ARENA_NEW_MANY(arena, read->set_count + shelf->set_count, const struct set *);
    read->library = *shelf;
    read->library.sets = sets;
    read->library.set_count = 0;
    for (size_t i = 0; i < read->set_count; i++)
        add_set(&read->library, sets, read->sets[i].set);
    for (size_t i = 0; i < shelf->set_count; i++)
        add_set(&read->library, sets, shelf->sets[i]);
    read->library.contents = contents_new(arena, &read->library);
}

/* Of a folder, every file is read though one cannot be: the last failure is told. */
static void read_file(struct arena *arena, struct string path, struct web_draft *read)
{
    struct string bytes;
    enum status status = files_read(arena, path, SET_BYTES_MAX, &bytes, &read->failure);
    if (status != STATUS_OK) {
        read->status = status;
        return;
    }
    const struct set *set = read_any(arena, path, bytes, &read->problems);
    if (set != NULL)
        read->sets[read->set_count++] = (struct web_draft_set){ .set = set, .preview = show_page(arena, set, 0, true) };
}

static void read_all(void *context, struct arena *arena, struct web_draft *read)
{
    const struct draft *draft = context;
    struct strings paths = { 0 };
    *read = (struct web_draft){ .problems = problems_in(arena) };
    read->status = find_paths(draft, arena, &paths, &read->failure);
    read->sets = ARENA_NEW_MANY(arena, paths.count, struct web_draft_set);
    for (size_t i = 0; i < paths.count; i++)
        read_file(arena, paths.items[i], read);
    problems_sort(&read->problems);
    fill_library(draft, arena, read);
}

void draft_init(struct draft *draft, struct string path, const struct library *shelf)
{
    *draft = (struct draft){ .path = path, .shelf = shelf };
    draft->author = (struct web_author){ .path = path, .stamp = stamp, .read = read_all, .context = draft };
}
