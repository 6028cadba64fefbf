/* entry: one line of the journal, which is the truth. Append-only; everything else is derived from it.
 *
 * One envelope for all kinds, and one payload by kind: JSON, described in docs/journal.md. */
#ifndef VIVA_MODEL_ENTRY_H
#define VIVA_MODEL_ENTRY_H

#include "base/hash.h"
#include "base/time.h"
#include "base/uuid.h"

enum entry_kind {
    ENTRY_RUN = 1,        /* a run begins; the payload holds seed, steps and versions */
    ENTRY_CHOICE = 2,     /* the first response to a step: a choice, or "I don't know" */
    ENTRY_TEXT = 3,       /* an answer in own words, its verdict, the judge's version */
    ENTRY_SELF_MARKS = 4, /* points that the learner ticked */
    ENTRY_OVERRULE = 5,   /* the learner says a verdict is wrong */
    ENTRY_PLAN = 6,       /* the day of the interview */
    ENTRY_RESET = 7,      /* forget progress of an exercise or a set, from here on */
    ENTRY_FLAG = 8,       /* marked to look at again, or no longer */
    ENTRY_PARAMETERS = 9, /* the numbers of the memory model, fitted to the learner */
    ENTRY_KIND_END
};
const char *entry_kind_id(enum entry_kind kind); /* "run", "choice", ...; NULL outside the enumeration */

#define ENTRY_FORMAT      1 /* of the payloads written by this version */
#define ENTRY_NO_STEP     (-1)
#define ENTRY_PAYLOAD_MAX 1048576 /* bytes: an answer in own words is capped far below this */

struct entry {
    struct uuid id;
    struct uuid learner;
    struct uuid device;
    struct uuid run; /* nil when it belongs to no run */
    int32_t step;    /* 0.. within the run, or ENTRY_NO_STEP */
    enum entry_kind kind;
    int32_t format;
    struct moment time;
    struct string subject; /* the full id of the exercise or set it speaks of; may be empty */
    struct hash content;   /* the version of the exercise it speaks of; zero for none */
    struct string payload; /* JSON */
};

#endif
