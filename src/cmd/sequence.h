/* sequence: the reviews of one memory, as a line of JSON gives them to `viva schedule`.
 *
 * Knows the keys of such a line and all that can be wrong with it. Refuses to know what follows from the reviews. */
#ifndef VIVA_CMD_SEQUENCE_H
#define VIVA_CMD_SEQUENCE_H

#include "base/problems.h"
#include "core/schedule.h"

/* Many times the reviews that any memory ever had. */
#define SEQUENCE_BYTES_MAX ((size_t)1024 * 1024)

struct sequence {
    struct string id; /* bytes NULL when none was given */
    double parameters[SCHEDULE_PARAMETER_COUNT];
    double retention;
    int32_t days_max;
    int32_t *days; /* since the review before; the first is 0 */
    enum memory_grade *grades;
    size_t count; /* at least 1 */
};

/* Read the source's line of this number. False when it has problems: all of them are added, each with its place. The
 * sequence lives in arena. */
bool sequence_read(struct arena *arena, const struct source *source, uint32_t line, struct problems *problems,
                   struct sequence *sequence);

#endif
