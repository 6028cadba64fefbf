/* binding: fsrs-rs, asked through bench/peers/binding.mjs.
 *
 * Knows how a log is handed over, and what is asked. Knows nothing of what the answers are for. */
#ifndef VIVA_BENCH_BINDING_H
#define VIVA_BENCH_BINDING_H

#include "bench/peer.h"
#include "core/schedule_parameters.h"
#include "fit/review_log.h"

/* peers: the folder bench/peers with its packages. Each function ends the program when the peer gives no answer; ended
 * by peer_stop. */
struct peer binding_start(const char *peers);

/* What is asked next is about this log. */
void binding_load(struct peer *peer, const struct review_log *log);

/* CPU seconds that it took; the loss and the bins are what it thinks of the log without its outliers. */
double binding_evaluate(struct peer *peer, const double parameters[static SCHEDULE_PARAMETER_COUNT], double *log_loss,
                        double *rmse_bins);
double binding_fit(struct peer *peer, double parameters[static SCHEDULE_PARAMETER_COUNT]);

#endif
