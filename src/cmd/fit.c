#include "fit/fit.h"

#include "base/files.h"
#include "cmd/fit_json.h"
#include "cmd/output.h"
#include "cmd/review_csv.h"
#include "cmd/say.h"
#include "view/fit.h"

static struct string without_mark(struct string text)
{
    struct string mark = STRING("\xEF\xBB\xBF");
    return string_starts_with(text, mark) ? string_slice(text, mark.size, text.size) : text;
}

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
    *source = source_make(call->arena, path, without_mark(text));
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

static enum status run(struct call *call)
{
    const struct option_value *options = call->arguments->options;
    struct review_csv csv;
    int16_t offset_minutes = 0;
    if (!options[OPTION_CSV].is_given)
        return words_failure(&call->failure, STATUS_USAGE, SAY_FIT_NO_CSV, NO_WORDS);
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

const struct verb verb_fit = {
    .name = "fit",
    .summary = "find the parameters of a memory from the reviews of another program",
    .operands = "",
    .operand_kind = OPERAND_NONE,
    .options = { OPTION_CSV, OPTION_OFFSET, OPTION_JSON },
    .text = "Reads a log of reviews and finds the 21 parameters of FSRS-6 that predict it best, beginning with what is known of everybody. Prints "
            "them, and log loss, RMSE(bins) and AUC of the default parameters and of the fitted ones: on reviews that were held back, each predicted "
            "from earlier ones alone, and on the whole log. Fitted parameters are only recommended when they predict held-back reviews better.\n"
            "The log is CSV. Its first line tells whose it is: card_id, review_time, review_rating and perhaps review_state (fsrs-optimizer, py-fsrs), "
            "card_id, review_datetime, rating (py-fsrs), or id, cid, ease and perhaps type and factor (the table revlog of Anki); other columns are passed "
            "over. Times are milliseconds since 1970, or such as 2026-11-22T16:00:00+01:00. A day begins at 4:00 in the zone that --offset names.\n"
            "Anything wrong in the log is told with its line and column, and nothing is computed then; the exit code is 3.",
    .examples = {
        { "viva fit --csv revlog.csv --offset +01:00", "parameters from a log of Anki, whose days began at 4:00 in Berlin" },
        { "viva fit --csv - --json < reviews.csv", "the same as JSON, from standard input" },
    },
    .function = run,
};
