/* progress: what is derived from the journal, and can be thrown away and rebuilt from it at any time. */
#ifndef VIVA_MODEL_PROGRESS_H
#define VIVA_MODEL_PROGRESS_H

#include <stdbool.h>

#include "base/hash.h"
#include "base/time.h"
#include "base/uuid.h"
#include "model/memory.h"

/* All of one learner's dealings with one exercise, since the last reset. */
struct progress {
    struct uuid learner;
    struct string exercise; /* full id */
    int64_t response_count;
    int64_t right_count;
    int64_t dont_know_count;
    int64_t score_percent_sum;     /* of all responses: divide by response_count for the mean */
    int64_t confident_wrong_count; /* wrong, and said to be sure */
    int64_t took_ms_sum;           /* where it was measured */
    int64_t first_at, last_at;     /* seconds UTC; 0 without a response */
    int32_t last_score_percent;    /* -1 without a response */
    int32_t last_sureness;         /* enum sureness */
    bool is_flagged;
    struct hash last_content; /* the version of the last response */
};

/* Everything that is derived of one exercise in one way: a row, since an answer changes all of it. Choices are counted,
 * so progress stands with MEMORY_RECOGNISING. */
struct exercise_row {
    struct uuid learner;
    struct string exercise; /* full id */
    enum memory_skill skill;
    bool is_counted;          /* progress holds */
    bool is_remembered;       /* memory holds */
    struct progress progress; /* of the same learner and exercise */
    struct memory_row memory; /* and skill */
};

/* How far a run has come. */
struct run_progress {
    struct uuid run;
    struct uuid learner;
    struct string set; /* full id */
    int64_t begun_at;
    int64_t last_at;
    int32_t step_count;
    int32_t response_count; /* the n in "n / N completed" */
    int32_t right_count;
    bool is_review; /* of one step that was due: never resumed as a practice of its set */
    bool is_closed; /* its set was reset since: never resumed, whatever is still open */
};

#endif
