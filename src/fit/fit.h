/* fit: the parameters of one learner's memory, from what they reviewed.
 *
 * Knows what is minimised (weighted log loss and a prior), how, and when fitted parameters may replace others. Refuses
 * to know where a log comes from, and where parameters are kept. The same log gives the same bits on every machine. */
#ifndef VIVA_FIT_FIT_H
#define VIVA_FIT_FIT_H

#include "fit/measures.h"
#include "fit/pass.h"
#include "fit/prior.h"
#include "model/fit_outcome.h"

/* How parameters predict the log's reviews from `from` on, all weighing alike. */
struct measures fit_evaluate(const struct review_log *log, size_t from,
                             const double parameters[static SCHEDULE_PARAMETER_COUNT]);

/* The same, added to what is being measured: of parts of a log, each with parameters of its own. */
void fit_measure(struct measuring *measuring, const struct review_log *log, size_t from,
                 const double parameters[static SCHEDULE_PARAMETER_COUNT]);

/* The weighted loss of the log's reviews, in nats, and its derivatives. */
double fit_gradient(const struct review_log *log, enum blocks_weighing weighing,
                    const double parameters[static SCHEDULE_PARAMETER_COUNT],
                    double gradient[static SCHEDULE_PARAMETER_COUNT]);

/* What is asked of a search. A zeroed one, but for its prior, is what viva uses. */
struct fit_options {
    struct prior prior;
    enum blocks_weighing weighing;
    const struct pass_path *path; /* NULL for the widest */
};
struct fit_options fit_options_usual(void); /* the usual prior around the defaults; the last reviews weigh most */

struct fit_found {
    double parameters[SCHEDULE_PARAMETER_COUNT];
    double objective;       /* weighted loss and prior, in nats */
    size_t predicted_count; /* 0: nothing to learn from, and the parameters are the prior's centre */
    int looks;              /* passes over the whole log */
};

/* The parameters that the log and the prior together find most likely. */
struct fit_found fit_search(const struct review_log *log, const struct fit_options *options);

/* Fit the log with the usual options, and say whether what is found may replace the current parameters, which are
 * within their bounds. */
struct fit_outcome fit_parameters(const struct review_log *log, const double current[static SCHEDULE_PARAMETER_COUNT]);

#endif
