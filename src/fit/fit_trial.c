#include <string.h>

#include "fit/fit.h"

_Static_assert(FIT_PARAMETERS == SCHEDULE_PARAMETER_COUNT, "the model has as many as the schedule");

static struct review_log first_reviews(const struct review_log *log, size_t count)
{
    struct review_log first = *log;
    first.count = count;
    return first;
}

/* Where a window begins; the one after the last begins at the end. */
static size_t window_begins(const struct review_log *log, size_t window)
{
    size_t learnt_first = log->count / 4;
    return learnt_first + (log->count - learnt_first) * window / FIT_WINDOWS;
}

/* Forward validation: nothing is predicted by what was learnt from it, or from later. */
static void try_on_held_back(const struct review_log *log, const struct fit_options *options,
                             struct fit_outcome *outcome)
{
    struct arena arena = { 0 };
    struct measuring *before = measures_begin(&arena, log->count), *after = measures_begin(&arena, log->count);
    for (size_t window = 0; window < FIT_WINDOWS; window++) {
        size_t begin = window_begins(log, window);
        struct review_log seen = first_reviews(log, begin), whole = first_reviews(log, window_begins(log, window + 1));
        struct fit_found found = fit_search(&seen, options);
        fit_measure(before, &whole, begin, outcome->current);
        fit_measure(after, &whole, begin, found.parameters);
    }
    outcome->held_before = measures_end(before);
    outcome->held_after = measures_end(after);
    arena_clear(&arena);
}

static enum fit_verdict judge(const struct fit_outcome *outcome)
{
    if (outcome->held_before.count == 0)
        return FIT_NOTHING;
    if (outcome->predicted_count < FIT_PREDICTED_MIN)
        return FIT_TOO_FEW;
    return outcome->held_after.log_loss < outcome->held_before.log_loss ? FIT_REPLACES : FIT_NO_GAIN;
}

struct fit_outcome fit_parameters(const struct review_log *log, const double current[static SCHEDULE_PARAMETER_COUNT])
{
    struct fit_options options = fit_options_usual();
    struct fit_found found = fit_search(log, &options);
    struct fit_outcome outcome = { .review_count = log->count, .predicted_count = found.predicted_count };
    memcpy(outcome.current, current, sizeof outcome.current);
    memcpy(outcome.fitted, found.parameters, sizeof outcome.fitted);
    try_on_held_back(log, &options, &outcome);
    outcome.verdict = judge(&outcome);
    memcpy(outcome.parameters, outcome.verdict == FIT_REPLACES ? outcome.fitted : outcome.current,
           sizeof outcome.parameters);
    outcome.log_before = fit_evaluate(log, 0, outcome.current);
    outcome.log_after = fit_evaluate(log, 0, outcome.fitted);
    return outcome;
}
