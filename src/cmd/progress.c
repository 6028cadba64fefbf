#include "app/progress.h"

#include "cmd/home.h"
#include "cmd/output.h"
#include "cmd/say.h"
#include "cmd/shelf.h"
#include "view/progress.h"

struct showing {
    struct call *call;
    struct shelf shelf;
    struct learner learner;
    const struct set *only; /* NULL for all sets */
    struct set_progress *sets;
    size_t set_count;
    struct progress_list elsewhere;
};

static const char *const sureness_words[] = { "unsaid", "guess", "fairly", "sure" };

static bool is_wanted(const struct showing *showing, const struct set_progress *progress)
{
    if (showing->only)
        return progress->set == showing->only;
    bool is_flagged = false;
    for (size_t i = 0; i < progress->set->exercise_count; i++)
        is_flagged |= progress->exercises[i].is_flagged;
    return progress->answered_count > 0 || progress->has_open_run || is_flagged;
}

/* Every set that was touched, or the one that was named, touched or not. */
static enum status look_up(struct showing *showing, struct store *store)
{
    struct arena *arena = showing->call->arena;
    struct failure *failure = &showing->call->failure;
    const struct library *library = &showing->shelf.library;
    enum status status = learner_find(store, library, &showing->learner, failure);
    if (status == STATUS_NOT_FOUND)
        status = STATUS_OK; /* nobody practised yet */
    showing->sets = ARENA_NEW_MANY(arena, library->set_count, struct set_progress);
    for (size_t i = 0; i < library->set_count && status == STATUS_OK; i++) {
        struct set_progress *progress = &showing->sets[showing->set_count];
        status = progress_of_set(&showing->learner, arena, library->sets[i], progress, failure);
        showing->set_count += is_wanted(showing, progress);
    }
    if (status == STATUS_OK && !showing->only)
        status = progress_elsewhere(&showing->learner, arena, &showing->elsewhere, failure);
    return status;
}

static void write_view(const struct showing *showing)
{
    struct arena *arena = showing->call->arena;
    struct view *page = view_new(arena, VIEW_GROUP, ROLE_NONE);
    for (size_t i = 0; i < showing->set_count; i++) {
        const struct set_progress *progress = &showing->sets[i];
        view_append(page, view_progress(arena, progress->set, progress->exercises,
                                        progress->has_open_run ? &progress->open_run : NULL));
    }
    view_append(page, view_progress_elsewhere(arena, showing->elsewhere.items, showing->elsewhere.count));
    if (showing->set_count == 0 && showing->elsewhere.count == 0)
        view_add_string(arena, page, VIEW_PARAGRAPH, ROLE_NONE, words_plain(SAY_PROGRESS_NOTHING));
    output_view(showing->call, page);
}

/* Marks are told as shares of one, exact to the hundredth. */
static void write_mark(struct json_writer *json, const char *key, bool is_known, int64_t percent)
{
    json_write_key(json, key);
    if (is_known)
        json_write_hundredths(json, percent);
    else
        json_write_null(json);
}

/* The members of one exercise's row. */
static void write_row(struct json_writer *json, const struct progress *row)
{
    bool has_response = row->response_count > 0;
    output_integer(json, "responses", row->response_count);
    output_integer(json, "right", row->right_count);
    output_integer(json, "dont_know", row->dont_know_count);
    output_integer(json, "confident_wrong", row->confident_wrong_count);
    write_mark(json, "mean_mark", has_response, has_response ? row->score_percent_sum / row->response_count : 0);
    write_mark(json, "last_mark", has_response, row->last_score_percent);
    output_string(json, "last_sureness", string_from(sureness_words[row->last_sureness & 3]));
    output_time(json, "first_at", row->first_at);
    output_time(json, "last_at", row->last_at);
    output_bool(json, "flagged", row->is_flagged);
    output_string(json, "last_content",
                  has_response ? hash_string(json->buffer->arena, row->last_content) : STRING(""));
}

static void write_set(struct json_writer *json, const struct set_progress *progress)
{
    struct arena *arena = json->buffer->arena;
    json_begin_object(json);
    output_string(json, "id", set_full_id(arena, progress->set));
    output_string(json, "title", progress->set->title);
    output_integer(json, "answered", (int64_t)progress->answered_count);
    output_open_run(json, progress);
    json_write_key(json, "exercises");
    json_begin_array(json);
    for (size_t i = 0; i < progress->set->exercise_count; i++) {
        const struct exercise *exercise = &progress->set->exercises[i];
        json_begin_object(json);
        output_string(json, "id", exercise_full_id(arena, progress->set, exercise));
        output_string(json, "title", text_string(arena, exercise->title));
        write_row(json, &progress->exercises[i]);
        json_end_object(json);
    }
    json_end_array(json);
    json_end_object(json);
}

static void write_json(const struct showing *showing)
{
    struct output_json output = output_json_begin(showing->call, "progress");
    struct json_writer *json = &output.writer;
    json_write_key(json, "sets");
    json_begin_array(json);
    for (size_t i = 0; i < showing->set_count; i++)
        write_set(json, &showing->sets[i]);
    json_end_array(json);
    json_write_key(json, "elsewhere");
    json_begin_array(json);
    for (size_t i = 0; i < showing->elsewhere.count; i++) {
        json_begin_object(json);
        output_string(json, "id", showing->elsewhere.items[i].exercise);
        write_row(json, &showing->elsewhere.items[i]);
        json_end_object(json);
    }
    json_end_array(json);
    output_json_end(&output);
}

static enum status run(struct call *call)
{
    const struct arguments *arguments = call->arguments;
    struct showing showing = { .call = call };
    struct store *store;
    enum status status = shelf_open(call, &showing.shelf);
    if (status == STATUS_OK && arguments->operand_count > 0) {
        status = shelf_find(&showing.shelf, arguments->operands[0], &showing.only);
        if (status == STATUS_OK)
            shelf_keep(&showing.shelf, showing.only);
    } else if (status == STATUS_OK) {
        shelf_read_all(&showing.shelf);
    }
    if (status == STATUS_OK)
        status = home_open(call, &store);
    if (status != STATUS_OK)
        return status;
    status = look_up(&showing, store);
    store_close(store);
    if (status == STATUS_OK)
        (arguments->options[OPTION_JSON].is_given ? write_json : write_view)(&showing);
    return status;
}

const struct verb verb_progress = {
    .name = "progress",
    .summary = "tell how far you are, exercise by exercise",
    .operands = "[SET]",
    .operand_kind = OPERAND_SET,
    .operand_max = 1,
    .options = { OPTION_JSON },
    .text = "Tells of each exercise how often you answered it and how well, over all your runs. Without SET, of every set that "
            "you have practised, and of exercises that are in no set at hand. Progress survives when a set is edited, and when "
            "the author renames an exercise.",
    .examples = {
        { "viva progress", "everything you practised" },
        { "viva progress senior-rust", "one set" },
    },
    .function = run,
};
