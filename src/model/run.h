/* run: one going-through of exercises. Begun once, with its seed, its exercises, their versions and the order of
 * their options stored; each step then takes one first response. */
#ifndef VIVA_MODEL_RUN_H
#define VIVA_MODEL_RUN_H

#include "base/hash.h"
#include "base/time.h"
#include "base/uuid.h"
#include "model/set.h"

#define RUN_STEPS_MAX SET_EXERCISES_MAX

/* order[place] is the index, as authored in the content this step was begun with, of the option shown at that place. */
struct option_order {
    uint8_t items[EXERCISE_OPTIONS_MAX];
    size_t count;
};

struct step {
    struct string exercise; /* full id */
    struct hash content;    /* the version it is asked in: the hash of its canonical JSON */
    struct option_order order;
};

struct run {
    struct uuid id;
    struct uuid learner;
    struct string set; /* full id */
    uint64_t seed;
    struct moment begun;
    struct step *steps;
    size_t step_count;
};

#endif
