/* pass: one going-through of a log with certain parameters: what it costs, and which way is down.
 *
 * Knows the equations of core/schedule and their derivatives, once as a plain loop in doubles, and once for vector
 * units, in single precision with sums in doubles. Refuses to know what is minimised: it adds up the log alone, no
 * prior. */
#ifndef VIVA_FIT_PASS_H
#define VIVA_FIT_PASS_H

#include <stdbool.h>

#include "core/schedule_parameters.h"
#include "fit/blocks.h"

#define PARAMETERS SCHEDULE_PARAMETER_COUNT

/* What a pass works with; trail is where it notes on the way forward what it needs on the way back. */
struct pass {
    const struct blocks *blocks;
    float *trail;
    bool wants_information; /* else the sums' information is zero */
};

/* A pass over these blocks. What it needs lives in arena. */
struct pass pass_make(struct arena *arena, const struct blocks *blocks);

struct pass_sums {
    double loss;                 /* of what is predicted: weight times -ln(likelihood), in nats */
    double gradient[PARAMETERS]; /* of the loss, by parameter */
    /* The sum over memories of the outer product of each one's gradient with itself: as the reviews add up it nears the
     * information that the log has on the parameters (Berndt, Hall, Hall and Hausman 1974), and costs next to nothing.
     */
    double information[PARAMETERS][PARAMETERS];
};

/* One way of computing. All but the plain one give the same bits as one another. */
struct pass_path {
    const char *name; /* "plain", "baseline" (SSE2 on x86-64), "avx2", "avx512" */
    /* Parameters within their bounds. */
    void (*sum)(const struct pass *pass, const double parameters[static PARAMETERS], struct pass_sums *sums);
    /* How likely each review is forgotten: 1 - R, one for each lane of each step of each block, in this order. Without
     * meaning where nothing is predicted. */
    void (*predict)(const struct pass *pass, const double parameters[static PARAMETERS], float *forgotten);
};

/* The plain one first, then those for vector units that this processor can run, the widest last. */
size_t pass_paths(const struct pass_path *paths[static 4]);
const struct pass_path *pass_widest(void);

#endif
