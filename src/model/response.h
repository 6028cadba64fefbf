/* response: what the learner did with one step. */
#ifndef VIVA_MODEL_RESPONSE_H
#define VIVA_MODEL_RESPONSE_H

#include <stdbool.h>
#include <stdint.h>

enum sureness { SURE_UNSAID, SURE_GUESS, SURE_FAIRLY, SURE_YES, SURENESS_COUNT }; /* 1 to 3 as typed */
extern const char *const sureness_ids[SURENESS_COUNT]; /* "unsaid", "guess", "fairly", "sure" */

typedef uint32_t option_mask; /* bit i is options[i] as authored */

struct response {
    bool is_produced;   /* said aloud and ticked: points, not options */
    option_mask chosen; /* none when is_dont_know or is_produced */
    uint32_t ticked;    /* point_mask (model/set.h): none when is_dont_know or not is_produced */
    bool is_dont_know;
    enum sureness sureness;
    int64_t took_ms; /* from shown to sent; -1 when not measured */
};

#endif
