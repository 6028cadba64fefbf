/* progress: what "viva progress" shows, looked up once; told as a view or as JSON. */
#ifndef VIVA_CMD_PROGRESS_H
#define VIVA_CMD_PROGRESS_H

#include "app/progress.h"
#include "app/record.h"
#include "cmd/shelf.h"

struct showing {
    struct call *call;
    struct shelf shelf;
    struct learner learner;
    int32_t today;
    const struct set *only; /* NULL for all sets */
    size_t exercise;        /* of that set; SIZE_MAX for all */
    struct practice_record record;
    struct set_progress *sets;
    struct known_set *known; /* of each of these sets */
    size_t set_count;
    struct progress_list elsewhere;
    struct curve curves[RECORD_CURVES_MAX];
    size_t curve_count;
};

/* progress_json.c: all of it, in the shape that docs/json-output.md describes. */
void progress_write_json(const struct showing *showing);

#endif
