#include "fit/fit.h"

#include "app/own_reviews.h"
#include "app/plan.h"

#include "base/files.h"
#include "base/utf8.h"
#include "cmd/fit_json.h"
#include "cmd/home.h"
#include "cmd/output.h"
#include "cmd/review_csv.h"
#include "cmd/say.h"
#include "cmd/shelf.h"
#include "view/fit.h"

/* "+02:00" or "Z": what RFC 3339 ends in. */
static enum status read_offset(struct call *call, int16_t *offset_minutes)
{
    struct string given = call->arguments->options[OPTION_OFFSET].text;
    struct moment moment = { 0 };
    bool is_given = call->arguments->options[OPTION_OFFSET].is_given;
    if (is_given && !time_parse(STRING_JOIN(call->arena, STRING("2000-01-02T00:00:00"), given), &moment))
        return words_failure(&call->failure, STATUS_USAGE, SAY_FIT_OFFSET, WORDS({ "value", .plain = given }));
    *offset_minutes = moment.offset_minutes;
    return STATUS_OK;
}

static enum status read_csv(struct call *call, struct string path, int16_t offset_minutes, struct review_csv *found)
{
    struct string text;
    enum status status = files_read(call->arena, path, REVIEW_CSV_BYTES_MAX, &text, &call->failure);
    if (status != STATUS_OK)
        return status;
    struct source *source = ARENA_NEW(call->arena, struct source);
    struct problems problems = problems_in(call->arena);
    *source = source_make(call->arena, path, utf8_without_mark(text));
    if (review_csv_read(call->arena, source, offset_minutes, &problems, found))
        return STATUS_OK;
    problems_sort(&problems);
    say_problems(&problems);
    return words_failure(&call->failure, STATUS_BAD_INPUT, SAY_FIT_UNUSABLE, WORDS({ "path", .plain = path }));
}

static struct string offset_words(struct arena *arena, int16_t minutes)
{
    unsigned size = (unsigned)(minutes < 0 ? -minutes : minutes);
    return string_format(arena, "%c%02u:%02u", minutes < 0 ? '-' : '+', size / 60, size % 60);
}

/* A log of somebody else. */

static struct view *about(struct arena *arena, const struct review_csv *csv, int16_t offset_minutes)
{
    struct view *group = view_new(arena, VIEW_GROUP, ROLE_NONE);
    struct string cards = words_counted(arena, SAY_FIT_COUNT_CARDS, csv->log.memory_count, NO_WORDS);
    view_add_string(arena, group, VIEW_PARAGRAPH, ROLE_NONE,
                    words_string(arena, SAY_FIT_SOURCE,
                                 WORDS({ "program", .plain = string_from(csv->program) }, { "cards", .plain = cards },
                                       { "offset", .plain = offset_words(arena, offset_minutes) })));
    if (csv->left_out_count > 0)
        view_add_string(arena, group, VIEW_PARAGRAPH, ROLE_MUTED,
                        words_counted(arena, SAY_FIT_LEFT_OUT, (int64_t)csv->left_out_count, NO_WORDS));
    return group;
}

static void write_json(struct call *call, const struct review_csv *csv, int16_t offset_minutes,
                       const struct fit_outcome *outcome)
{
    struct output_json output = output_json_begin(call, "fit");
    output_string(&output.writer, "program", string_from(csv->program));
    output_string(&output.writer, "offset", offset_words(call->arena, offset_minutes));
    output_integer(&output.writer, "cards", csv->log.memory_count);
    output_integer(&output.writer, "left_out_lines", (int64_t)csv->left_out_count);
    fit_json_write(&output.writer, outcome);
    output_json_end(&output);
}

static enum status fit_csv(struct call *call)
{
    const struct option_value *options = call->arguments->options;
    struct review_csv csv;
    int16_t offset_minutes = 0;
    enum status status = read_offset(call, &offset_minutes);
    if (status == STATUS_OK)
        status = read_csv(call, options[OPTION_CSV].text, offset_minutes, &csv);
    if (status != STATUS_OK)
        return status;
    struct fit_outcome outcome = fit_parameters(&csv.log, schedule_parameters_default);
    if (options[OPTION_JSON].is_given)
        write_json(call, &csv, offset_minutes, &outcome);
    else
        output_view(call, view_fit(call->arena, &outcome, about(call->arena, &csv, offset_minutes)));
    return STATUS_OK;
}

/* One's own answers. */

/* Whose answers they are. */
static bool is_pooled(const struct call *call)
{
    return call->arguments->options[OPTION_POOLED].is_given;
}

static struct view *about_own(struct arena *arena, const struct review_log *log, const struct tuning *tuning,
                              enum say whose)
{
    struct view *group = view_new(arena, VIEW_GROUP, ROLE_NONE);
    view_add_string(arena, group, VIEW_PARAGRAPH, ROLE_NONE, words_counted(arena, whose, log->memory_count, NO_WORDS));
    view_add_string(arena, group, VIEW_PARAGRAPH, ROLE_NONE,
                    words_plain(tuning->has_parameters ? SAY_FIT_OWN_CURRENT : SAY_FIT_OWN_DEFAULT));
    return group;
}

static void show_own(struct call *call, const struct review_log *log, const struct tuning *tuning,
                     const struct fit_outcome *outcome)
{
    if (!call->arguments->options[OPTION_JSON].is_given) {
        output_view(call,
                    view_fit(call->arena, outcome,
                             about_own(call->arena, log, tuning, is_pooled(call) ? SAY_FIT_POOLED : SAY_FIT_OWN)));
        return;
    }
    struct output_json output = output_json_begin(call, "fit");
    output_string(&output.writer, "program", STRING("viva"));
    json_write_key(&output.writer, "offset"); /* each answer knows its own day */
    json_write_null(&output.writer);
    output_integer(&output.writer, "cards", log->memory_count);
    output_integer(&output.writer, "left_out_lines", 0);
    fit_json_write(&output.writer, outcome);
    output_json_end(&output);
}

/* They take effect at once: every day on which something is due follows from them. */
static enum status fit_learner(struct call *call, const struct learner *learner)
{
    struct review_log log;
    struct tuning tuning;
    enum status status = plan_get(learner, call->arena, &tuning, &call->failure);
    struct learner whose = *learner;
    if (is_pooled(call))
        whose.id = (struct uuid){ 0 };
    if (status == STATUS_OK)
        status = own_reviews_read(&whose, call->arena, &log, &call->failure);
    if (status != STATUS_OK)
        return status;
    struct fit_outcome outcome = fit_parameters(&log, tuning.parameters);
    bool changes_nothing = is_pooled(call) || call->arguments->options[OPTION_DRY_RUN].is_given;
    if (outcome.verdict == FIT_REPLACES && !changes_nothing)
        status = plan_fit(learner, outcome.parameters, arguments_now(call->arguments), &call->failure);
    if (status == STATUS_OK)
        show_own(call, &log, &tuning, &outcome);
    return status;
}

static enum status give_up(struct call *call, const struct learner *learner)
{
    enum status status = plan_fit(learner, NULL, arguments_now(call->arguments), &call->failure);
    if (status == STATUS_OK)
        say_note(words_plain(SAY_FIT_GIVEN_UP));
    return status;
}

static enum status fit_own(struct call *call)
{
    struct shelf shelf;
    struct store *store;
    struct learner learner;
    enum status status = shelf_open(call, &shelf);
    if (status == STATUS_OK)
        status = shelf_read_all(&shelf);
    if (status == STATUS_OK)
        status = home_open_for_change(call, &store);
    if (status != STATUS_OK)
        return status;
    status = learner_local(store, &shelf.library, &learner, &call->failure);
    if (status == STATUS_OK)
        status = (call->arguments->options[OPTION_DEFAULTS].is_given ? give_up : fit_learner)(call, &learner);
    store_close(store);
    return status;
}

/* What is said of one's own answers means nothing for a log of somebody else. */
static enum status check_options(struct call *call)
{
    const struct option_value *options = call->arguments->options;
    bool is_csv = options[OPTION_CSV].is_given;
    bool is_own =
        options[OPTION_DEFAULTS].is_given || options[OPTION_DRY_RUN].is_given || options[OPTION_POOLED].is_given;
    if (is_csv && is_own)
        return words_failure(&call->failure, STATUS_USAGE, SAY_FIT_CSV_ALONE, NO_WORDS);
    if (!is_csv && options[OPTION_OFFSET].is_given)
        return words_failure(&call->failure, STATUS_USAGE, SAY_FIT_OFFSET_ALONE, NO_WORDS);
    return STATUS_OK;
}

static enum status run(struct call *call)
{
    enum status status = check_options(call);
    if (status != STATUS_OK)
        return status;
    return call->arguments->options[OPTION_CSV].is_given ? fit_csv(call) : fit_own(call);
}

const struct verb verb_fit = {
    .name = "fit",
    .summary = "fit the model of memory to your answers, or to the log of another program",
    .operands = "",
    .operand_kind = OPERAND_NONE,
    .options = { OPTION_DRY_RUN, OPTION_DEFAULTS, OPTION_POOLED, OPTION_CSV, OPTION_OFFSET, OPTION_JSON, OPTION_NOW },
    .text = "Finds the 21 parameters of FSRS-6 that predict your answers best, beginning with what is known of everybody, and uses them from then on, "
            "if they predict answers that were held back better than the ones you have. A right choice among k answers may be luck: that is reckoned "
            "with. Needs some hundred answers to be worth anything, and says so before. Prints the parameters, and log loss, RMSE(bins) and AUC of "
            "the current parameters and of the fitted ones: on answers that were held back, each predicted from earlier ones alone, and on all.\n"
            "With --csv it does the same for a log of another program, and changes nothing. "
            "The first line of the log tells whose it is: card_id, review_time, review_rating and perhaps review_state (fsrs-optimizer, py-fsrs), "
            "card_id, review_datetime, rating (py-fsrs), or id, cid, ease and perhaps type and factor (the table revlog of Anki); other columns are passed "
            "over. Times are milliseconds since 1970, or such as 2026-11-22T16:00:00+01:00. A day begins at 4:00 in the zone that --offset names.\n"
            "Anything wrong in the log is told with its line and column, and nothing is computed then; the exit code is 3.",
    .examples = {
        { "viva fit", "use parameters of your own, if they are better" },
        { "viva fit --csv revlog.csv --offset +01:00", "parameters from a log of Anki, whose days began at 4:00 in Berlin" },
        { "viva fit --csv - --json < reviews.csv", "the same as JSON, from standard input" },
    },
    .function = run,
};
