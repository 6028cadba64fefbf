#include "cmd/progress.h"

#include "cmd/home.h"
#include "cmd/output.h"
#include "view/progress.h"
#include "view/record.h"
#include "words/words.h"

/* Looking up. ----------------------------------------------------------------------------------------------------- */

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
static enum status look_up_sets(struct showing *showing)
{
    struct arena *arena = showing->call->arena;
    struct failure *failure = &showing->call->failure;
    const struct library *library = &showing->shelf.library;
    enum status status = STATUS_OK;
    showing->sets = ARENA_NEW_MANY(arena, library->set_count, struct set_progress);
    showing->known = ARENA_NEW_MANY(arena, library->set_count, struct known_set);
    for (size_t i = 0; i < library->set_count && status == STATUS_OK; i++) {
        struct set_progress *progress = &showing->sets[showing->set_count];
        struct known_set *known = &showing->known[showing->set_count];
        status = progress_of_set(&showing->learner, arena, library->sets[i], progress, failure);
        if (status != STATUS_OK || !is_wanted(showing, progress))
            continue;
        status = record_known(&showing->learner, arena, library->sets[i], showing->today, known, failure);
        showing->set_count++;
    }
    return status;
}

static enum status look_up(struct showing *showing, struct store *store)
{
    struct arena *arena = showing->call->arena;
    struct failure *failure = &showing->call->failure;
    enum status status = learner_find(store, &showing->shelf.library, &showing->learner, failure);
    if (status == STATUS_NOT_FOUND)
        status = STATUS_OK; /* nobody practised yet */
    if (status == STATUS_OK)
        status = record_look(&showing->learner, arena, showing->today, &showing->record, failure);
    if (status == STATUS_OK)
        status = look_up_sets(showing);
    if (status == STATUS_OK && showing->exercise != SIZE_MAX)
        status = record_curves(&showing->learner, arena, showing->only, showing->exercise, showing->today,
                               showing->curves, &showing->curve_count, failure);
    if (status == STATUS_OK && !showing->only)
        status = progress_elsewhere(&showing->learner, arena, &showing->elsewhere, failure);
    return status;
}

/* Showing. -------------------------------------------------------------------------------------------------------- */

static void add_sentence(struct arena *arena, struct view *page, enum view_role role, struct string sentence)
{
    view_add_string(arena, page, VIEW_PARAGRAPH, role, sentence);
}

/* What was practised, and what of it is known: as short as can be, unless all is asked for. */
static void add_record(const struct showing *showing, struct view *page)
{
    struct arena *arena = showing->call->arena;
    const struct practice_record *record = &showing->record;
    if (record->all_answer_count == 0)
        return;
    view_append(page, view_record_calendar(arena, record, 2));
    if (showing->call->arguments->options[OPTION_ALL].is_given) {
        view_append(page, view_record_minutes(arena, record, 2));
        view_append(page, view_record_sureness(arena, record, 2));
        return;
    }
    add_sentence(arena, page, ROLE_NONE, view_record_minutes_said(arena, record));
    add_sentence(arena, page, ROLE_NONE, view_record_sureness_said(arena, record));
}

static void add_sets(const struct showing *showing, struct view *page)
{
    struct arena *arena = showing->call->arena;
    if (showing->set_count > 0)
        view_append(page, view_record_known_sets(arena, showing->known, showing->set_count, 2));
    view_append(page, view_progress_elsewhere(arena, showing->elsewhere.items, showing->elsewhere.count));
    bool is_nothing = showing->set_count == 0 && showing->elsewhere.count == 0 && showing->record.all_answer_count == 0;
    add_sentence(arena, page, is_nothing ? ROLE_NONE : ROLE_HINT,
                 words_plain(is_nothing ? SAY_PROGRESS_NOTHING : SAY_PROGRESS_HINT));
}

static void add_set(const struct showing *showing, struct view *page)
{
    struct arena *arena = showing->call->arena;
    const struct set_progress *progress = &showing->sets[0];
    view_append(page, view_progress(arena, progress->set, progress->exercises,
                                    progress->has_open_run ? &progress->open_run : NULL));
    if (progress->answered_count == 0)
        return;
    view_append(page, view_record_known(arena, &showing->known[0], STRING("known"), 3));
    add_sentence(arena, page, ROLE_HINT,
                 words_string(arena, SAY_PROGRESS_HINT_SET,
                              WORDS({ "set", .plain = showing->call->arguments->operands[0] },
                                    { "exercise", .plain = progress->set->exercises[0].id })));
}

static void add_exercise(const struct showing *showing, struct view *page)
{
    struct arena *arena = showing->call->arena;
    const struct exercise *exercise = &showing->only->exercises[showing->exercise];
    view_add_heading(arena, page, 2, words_quoted(arena, exercise->title, showing->only->language));
    for (size_t i = 0; i < showing->curve_count; i++)
        view_append(page, view_record_curve(arena, &showing->curves[i], CURVE_ROWS_ALL, 3));
    if (showing->curve_count == 0)
        add_sentence(arena, page, ROLE_NONE, words_plain(SAY_CURVE_NO_POINT));
}

static void write_view(const struct showing *showing)
{
    struct view *page = view_new(showing->call->arena, VIEW_GROUP, ROLE_NONE);
    if (showing->exercise != SIZE_MAX) {
        add_exercise(showing, page);
    } else if (showing->only) {
        add_set(showing, page);
    } else {
        add_record(showing, page);
        add_sets(showing, page);
    }
    output_view(showing->call, page);
}

/* What is meant. -------------------------------------------------------------------------------------------------- */

static enum status find_exercise(struct showing *showing, struct string set_name, struct string name)
{
    showing->exercise = set_find_exercise(showing->only, name);
    if (showing->exercise != SIZE_MAX)
        return STATUS_OK;
    return words_failure(&showing->call->failure, STATUS_NOT_FOUND, SAY_NO_EXERCISE,
                         WORDS({ "exercise", .plain = name }, { "set", .plain = set_name }));
}

static enum status find(struct showing *showing)
{
    const struct arguments *arguments = showing->call->arguments;
    enum status status = shelf_open(showing->call, &showing->shelf);
    if (status != STATUS_OK || arguments->operand_count == 0)
        return status == STATUS_OK ? shelf_read_all(&showing->shelf) : status;
    status = shelf_find(&showing->shelf, arguments->operands[0], &showing->only);
    if (status == STATUS_OK)
        shelf_keep(&showing->shelf, showing->only);
    if (status == STATUS_OK && arguments->operand_count > 1)
        status = find_exercise(showing, arguments->operands[0], arguments->operands[1]);
    return status;
}

static enum status run(struct call *call)
{
    struct showing showing = { .call = call,
                               .exercise = SIZE_MAX,
                               .today = time_local_day(arguments_now(call->arguments)) };
    struct store *store;
    enum status status = find(&showing);
    if (status == STATUS_OK)
        status = home_open(call, &store);
    if (status != STATUS_OK)
        return status;
    status = look_up(&showing, store);
    store_close(store);
    if (status == STATUS_OK)
        (call->arguments->options[OPTION_JSON].is_given ? progress_write_json : write_view)(&showing);
    return status;
}

const struct verb verb_progress = {
    .name = "progress",
    .summary = "show how far you are, what you know, and how well you remember it",
    .operands = "[SET [EXERCISE]]",
    .operand_kind = OPERAND_SET,
    .operand_max = 2,
    .options = { OPTION_ALL, OPTION_JSON, OPTION_NOW },
    .text = "Without SET: on which days you practised, how long, how far you can trust your feeling of being sure, and what "
            "of each set you would recognise today. With SET: how often you answered each of its exercises and how well, and "
            "what you know by heading of its guide. With an EXERCISE of it: how well you remember that one, over time, with "
            "your answers, and when it is asked again.\n"
            "Figures that rest on few answers are ranges. A terminal gets drawings; with --plain, and where the output is not "
            "a terminal, the same is told in figures. Progress survives when a set is edited, and when the author renames an "
            "exercise.",
    .examples = {
        { "viva progress", "everything you practised" },
        { "viva progress --all", "with the minutes of each week, and how sure you were" },
        { "viva progress senior-rust", "one set" },
        { "viva progress senior-rust ownership", "how well you remember one exercise" },
    },
    .function = run,
};
