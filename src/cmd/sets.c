#include "view/sets.h"
#include "app/progress.h"
#include "cmd/home.h"
#include "cmd/output.h"
#include "cmd/say.h"
#include "cmd/shelf.h"

struct listing {
    struct call *call;
    struct shelf shelf;
    struct set_progress *progress; /* of each set of the library */
};

static enum status look_up(struct listing *listing, struct store *store)
{
    struct learner learner;
    const struct library *library = &listing->shelf.library;
    enum status status = learner_find(store, library, &learner, &listing->call->failure);
    if (status == STATUS_NOT_FOUND)
        status = STATUS_OK; /* nobody practised yet: every set is listed as untouched */
    listing->progress = ARENA_NEW_MANY(listing->call->arena, library->set_count, struct set_progress);
    for (size_t i = 0; i < library->set_count && status == STATUS_OK; i++)
        status = progress_of_set(&learner, listing->call->arena, library->sets[i], &listing->progress[i],
                                 &listing->call->failure);
    return status;
}

static void write_ids(const struct listing *listing)
{
    for (size_t i = 0; i < listing->shelf.library.set_count; i++) {
        say_out(shelf_name(listing->call->arena, &listing->shelf, listing->shelf.library.sets[i]));
        say_out(STRING("\n"));
    }
}

static void write_view(const struct listing *listing)
{
    struct arena *arena = listing->call->arena;
    const struct library *library = &listing->shelf.library;
    struct view_sets_item *items = ARENA_NEW_MANY(arena, library->set_count, struct view_sets_item);
    for (size_t i = 0; i < library->set_count; i++)
        items[i] = (struct view_sets_item){
            .set = library->sets[i],
            .name = shelf_name(arena, &listing->shelf, library->sets[i]),
            .answered_count = listing->progress[i].answered_count,
            .open_run = listing->progress[i].has_open_run ? &listing->progress[i].open_run : NULL,
        };
    output_view(listing->call, view_sets(arena, items, library->set_count));
}

static struct string origin(const struct listing *listing, const struct set *set)
{
    const struct book *book = shelf_book(&listing->shelf, set);
    return book->is_bundled ? STRING("bundled") : book->name;
}

static void write_set(struct json_writer *json, const struct listing *listing, size_t index)
{
    struct arena *arena = listing->call->arena;
    const struct set *set = listing->shelf.library.sets[index];
    const struct set_progress *progress = &listing->progress[index];
    json_begin_object(json);
    output_string(json, "id", set_full_id(arena, set));
    output_string(json, "name", shelf_name(arena, &listing->shelf, set));
    output_string(json, "title", set->title);
    output_string(json, "focus", set->focus);
    output_string(json, "language", set->language);
    output_string(json, "from", origin(listing, set));
    output_integer(json, "exercises", (int64_t)set->exercise_count);
    output_integer(json, "answered", (int64_t)progress->answered_count);
    output_open_run(json, progress);
    json_end_object(json);
}

static void write_json(const struct listing *listing)
{
    struct output_json output = output_json_begin(listing->call, "sets");
    json_write_key(&output.writer, "sets");
    json_begin_array(&output.writer);
    for (size_t i = 0; i < listing->shelf.library.set_count; i++)
        write_set(&output.writer, listing, i);
    json_end_array(&output.writer);
    output_json_end(&output);
}

static void note_unusable(const struct listing *listing)
{
    for (size_t i = 0; i < listing->shelf.books.count; i++) {
        const struct book *book = &listing->shelf.books.items[i];
        if (!book->set || book->is_shadowed)
            say_note(words_string(listing->call->arena, book->set ? SAY_SETS_SHADOWED : SAY_SETS_UNUSABLE,
                                  WORDS({ "path", .plain = book->name })));
    }
}

static enum status run(struct call *call)
{
    struct listing listing = { .call = call };
    struct store *store;
    enum status status = shelf_open(call, &listing.shelf);
    if (status != STATUS_OK)
        return status;
    shelf_read_all(&listing.shelf);
    note_unusable(&listing);
    if (call->arguments->options[OPTION_IDS].is_given) {
        write_ids(&listing);
        return STATUS_OK;
    }
    status = home_open(call, &store);
    if (status != STATUS_OK)
        return status;
    status = look_up(&listing, store);
    store_close(store);
    if (status == STATUS_OK)
        (call->arguments->options[OPTION_JSON].is_given ? write_json : write_view)(&listing);
    return status;
}

const struct verb verb_sets = {
    .name = "sets",
    .summary = "list the sets there are, and where you stand in each",
    .operands = "",
    .options = { OPTION_IDS, OPTION_JSON },
    .text = "Lists the sets that come with viva, those that \"viva set add\" installed, and those in the folder \"sets\" of the "
            "data folder (\"viva where\" says where that is): put a file there to have it at hand by its name. A set there goes "
            "before one of the same id that was installed or comes with viva; what is left out for it is said.",
    .examples = {
        { "viva sets", "what can be practised" },
        { "viva sets --json", "the same for a program" },
    },
    .function = run,
};
