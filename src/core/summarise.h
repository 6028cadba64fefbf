/* summarise: what a run came to, by heading of the guide, and what deserves another look. */
#ifndef VIVA_CORE_SUMMARISE_H
#define VIVA_CORE_SUMMARISE_H

#include "model/response.h"
#include "model/summary.h"
#include "model/verdict.h"

/* One step of the run: the version it was asked in, and what was done. */
struct summary_step {
    const struct exercise *exercise;
    const struct guide *guide; /* of that version: headings are matched by id */
    bool has_response;
    bool is_flagged;
    struct response response;
    struct judgement judgement;
};

/* shares follow guide, the set's own of today; headings of older versions that it no longer has are left out. */
struct summary summarise(struct arena *arena, const struct guide *guide, const struct summary_step *steps,
                         size_t step_count);

#endif
