#include "app/review.h"

#include "cmd/home.h"
#include "cmd/output.h"
#include "cmd/shelf.h"
#include "face/terminal/terminal.h"

/* As JSON: what is due, without asking. */

/* Why one is asked where it stands. */
static const char *const urgency_ids[MEMORY_URGENCY_END] = {
    [MEMORY_MISTAKEN] = "mistaken",
    [MEMORY_FRESH] = "fresh",
    [MEMORY_STEADY] = "steady",
};

static void write_row(struct json_writer *json, const struct memory_row *row)
{
    struct arena *arena = json->buffer->arena;
    output_string(json, "exercise", row->exercise);
    output_string(json, "skill", string_from(memory_skill_ids[row->skill]));
    output_string(json, "urgency", string_from(urgency_ids[row->urgency]));
    output_string(json, "due_day", time_day_format(arena, row->due_day));
    output_time(json, "due_at", row->due_at);
    output_integer(json, "reviews", row->review_count);
    output_integer(json, "lapses", row->lapse_count);
    output_time(json, "last_at", row->last_at);
}

static void write_item(struct json_writer *json, const struct review_item *item)
{
    struct arena *arena = json->buffer->arena;
    json_begin_object(json);
    output_string(json, "set", set_full_id(arena, item->set));
    output_string(json, "title", text_string(arena, item->set->exercises[item->exercise].title));
    write_row(json, &item->row);
    json_end_object(json);
}

static void write_json(struct call *call, const struct review_outlook *outlook)
{
    struct output_json output = output_json_begin(call, "review");
    struct json_writer *json = &output.writer;
    output_integer(json, "due", outlook->due_count);
    output_integer(json, "due_later_today", outlook->today_count);
    output_integer(json, "memories", outlook->memory_count);
    json_write_key(json, "items");
    json_begin_array(json);
    for (size_t i = 0; i < outlook->item_count; i++)
        write_item(json, &outlook->items[i]);
    json_end_array(json);
    json_write_key(json, "next");
    if (outlook->has_next) {
        json_begin_object(json);
        write_row(json, &outlook->next.row);
        json_end_object(json);
    } else {
        json_write_null(json);
    }
    output_json_end(&output);
}

static enum status list(struct call *call, const struct shelf *shelf)
{
    struct store *store;
    struct learner learner;
    struct review_outlook outlook = { 0 };
    enum status status = home_open(call, &store);
    if (status != STATUS_OK)
        return status;
    status = learner_find(store, &shelf->library, &learner, &call->failure);
    if (status == STATUS_OK)
        status = review_look(&learner, call->arena, arguments_now(call->arguments), &outlook, &call->failure);
    else if (status == STATUS_NOT_FOUND)
        status = STATUS_OK; /* nobody practised yet */
    store_close(store);
    if (status == STATUS_OK)
        write_json(call, &outlook);
    return status;
}

/* At the terminal. */

static enum status sit(struct call *call, const struct learner *learner)
{
    const struct option_value *options = call->arguments->options;
    struct terminal_options terminal = {
        .is_plain = options[OPTION_PLAIN].is_given,
        .colour = (enum terminal_colour)options[OPTION_COLOR].choice,
        .asks_no_sureness = options[OPTION_NO_SURENESS].is_given,
        .has_seed = options[OPTION_SEED].is_given,
        .seed = options[OPTION_SEED].number,
        .has_now = options[OPTION_NOW].is_given,
        .now = options[OPTION_NOW].moment,
    };
    return terminal_review(&terminal, learner, &call->failure);
}

static enum status review(struct call *call, const struct shelf *shelf)
{
    struct store *store;
    struct learner learner;
    enum status status = home_open_for_change(call, &store);
    if (status != STATUS_OK)
        return status;
    status = learner_local(store, &shelf->library, &learner, &call->failure);
    if (status == STATUS_OK)
        status = sit(call, &learner);
    store_close(store);
    return status;
}

static enum status run(struct call *call)
{
    struct shelf shelf;
    enum status status = shelf_open(call, &shelf);
    if (status != STATUS_OK)
        return status;
    shelf_read_all(&shelf);
    return call->arguments->options[OPTION_JSON].is_given ? list(call, &shelf) : review(call, &shelf);
}

const struct verb verb_review = {
    .name = "review",
    .summary = "go over what is due today, in all sets",
    .operands = "",
    .options = { OPTION_NO_SURENESS, OPTION_JSON, OPTION_SEED, OPTION_NOW },
    .text = "What you practised comes back on the day on which you are about to forget it: what was wrong soon, what was right and sure "
            "after days or weeks. The most urgent comes first, across all sets, and you can stop at any moment.\n"
            "Once you recognise the best answer reliably, you are asked to give one yourself: say it aloud, then tick the points that "
            "you made. Where one answer is read from each line, an empty line shows the points, and the next line says which of them "
            "you made: \"1 3\", \"2-4\", \"all\" or \"none\".\n"
            "With --json it only lists what is due.",
    .examples = {
        { "viva review", "what is due now" },
        { "viva review --json", "how much is due, for a program" },
    },
    .function = run,
};
