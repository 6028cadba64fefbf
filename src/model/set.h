/* set: an exercise set as data. The rubric (points under the guide's headings) is what everything else is derived from.
 *
 * Plain data, no rules: what must hold between these things is checked in read/, what follows from them in core/. A set
 * lives in one arena, whole, and never changes once it is read. docs/format.md says what each part means to an author.
 *
 * References between parts are indices and masks: bit i of a point_mask is points[i] of the same exercise, of a
 * misconception_mask misconceptions[i], of a sentence_mask sentences[i]. */
#ifndef VIVA_MODEL_SET_H
#define VIVA_MODEL_SET_H

#include <stdbool.h>
#include <stdint.h>

#include "base/problems.h"
#include "base/string.h"
#include "model/prose.h"

/* Caps. Masks are 32 bits wide; the others keep a set within what a person can take in and a screen can hold. */
#define SET_BYTES_MAX               ((size_t)16 * 1024 * 1024) /* a set of 2,000 exercises of 8 KB */
#define SET_EXERCISES_MAX           2000
#define GUIDE_HEADINGS_MAX          12
#define HEADING_SIGNALS_MAX         64
#define EXERCISE_POINTS_MAX         32
#define EXERCISE_MISCONCEPTIONS_MAX 32
#define EXERCISE_OPTIONS_MAX        8 /* letters A to H */
#define EXERCISE_SAMPLES_MAX        512
#define EXERCISE_ANSWERS_MAX        16
#define EXERCISE_PROBES_MAX         64
#define EXERCISE_SENTENCES_MAX      32
#define LIST_ITEMS_MAX              128   /* variants, cues, phrases, terms, citations, ids of one kind */
#define TEXT_BYTES_MAX              4096  /* one statement, phrase, title */
#define PROSE_BYTES_MAX             65536 /* one option, lesson, answer */

typedef uint32_t point_mask;
typedef uint32_t misconception_mask;
typedef uint32_t sentence_mask;

struct texts {
    struct text *items;
    size_t count, capacity;
};

/* A heading of the guide: what a good answer in this set is structured under. */
struct heading {
    struct string id;
    struct text title;      /* "Explain the mechanism" */
    struct text advice;     /* "say why it works, not only the rule." */
    struct strings signals; /* words by which a listener hears it: "because", "which means" */
    struct place at;
};

struct guide {
    struct text title;
    struct heading *headings;
    size_t heading_count;
    struct place at;
};

/* What a complete answer says: one short clause that reads well after "it says that ...". */
struct point {
    struct string id;
    struct strings was; /* former ids */
    size_t heading;     /* index into the guide's headings */
    struct text statement;
    struct text why;       /* reads well after "because"; may be empty */
    struct texts variants; /* the same in other words */
    struct strings cues;   /* short phrases that hint at it */
    struct place at;
};

/* A false claim that answers make. */
struct misconception {
    struct string id;
    struct strings was;
    struct text claim;  /* a clause in lower case: "reference counting is how Rust manages memory" */
    struct text truth;  /* what is so instead; reads well after "in fact, ..." */
    point_mask against; /* the points it cannot be true beside; may be 0 */
    struct texts variants;
    struct place at;
};

/* Ways for an answer to be weak that are no missing point. Bits of a fault_mask. */
enum fault {
    FAULT_VAGUE = 1,       /* true, and says too little to be used */
    FAULT_ONE_SIDED = 2,   /* only what speaks for, or only what speaks against */
    FAULT_DISORDERED = 4,  /* right things in an order nobody can follow */
    FAULT_UNSUPPORTED = 8, /* claims without a reason, a figure or an example */
};
typedef uint32_t fault_mask;
#define FAULT_COUNT 4
extern const char
    *const fault_ids[FAULT_COUNT]; /* "vague", "one-sided", "disordered", "unsupported"; bit i is fault_ids[i] */

/* What an answer does, judged against the points of its exercise: the same four masks for options and sample answers.
 */
struct marks {
    point_mask covers;         /* says, and explains */
    point_mask touches;        /* names without explaining; disjoint from covers */
    misconception_mask claims; /* false claims it makes */
    fault_mask faults;
};

/* A candidate answer. */
struct option {
    struct string id;
    struct strings was;
    bool is_best;     /* the star; its mark is 100 */
    int mark_percent; /* 0 to 100 */
    struct prose body;
    struct marks marks;
    struct text note; /* why it tempts, or for the best why it stands out: whole sentences; may be empty */
    struct place at;
};

enum sample_mark {
    SAMPLE_COVERED,
    SAMPLE_NEAR_MISS,
    SAMPLE_NEGATED,
    SAMPLE_KEYWORDS,
    SAMPLE_CONTRADICTS,
    SAMPLE_MARK_COUNT
};
extern const char
    *const sample_mark_ids[SAMPLE_MARK_COUNT]; /* "covers", "near-miss", "negated", "keywords", "contradicts" */

/* What one sample says of one point, or for SAMPLE_CONTRADICTS of one misconception. */
struct sample_label {
    enum sample_mark mark;
    size_t target; /* index into points, or into misconceptions */
};

/* A sentence that a learner might say, and how it is to be judged. */
struct sample {
    struct text text;
    struct sample_label *labels;
    size_t label_count;
    struct place at;
};

/* A whole sample answer, marked by point. */
struct answer {
    struct string id;
    struct prose body;
    struct marks marks;
    struct text note;
    struct place at;
};

/* A follow-up question for whoever missed a point. */
struct probe {
    size_t point;
    struct text question;
    struct place at;
};

/* A sentence of a good answer, to be put in order; or a spare one that has no place in it. */
struct sentence {
    struct string id;
    struct text text;
    sentence_mask after; /* those that must come before it; without a circle; 0 for a spare one */
    bool is_spare;
    struct text why; /* why it is spare, or why it stands there; may be empty */
    struct place at;
};

struct phrase {
    struct text phrase; /* "That comes at a price:" */
    struct text use;    /* when to say it */
};

struct term {
    struct text term;
    struct text meaning;
};

/* Where a claim can be looked up. */
struct citation {
    struct text title;
    struct string url; /* http or https */
    point_mask points; /* what it backs; all 0 for "in general" */
    misconception_mask misconceptions;
    struct place at;
};

/* What helps with the language and the facts, for a set or for one exercise. In a set's own, citations back nothing by
 * id. */
struct reference {
    struct phrase *phrases;
    size_t phrase_count;
    struct term *terms;
    size_t term_count;
    struct citation *citations;
    size_t citation_count;
};

enum exercise_kind { EXERCISE_CHOOSE_ONE, EXERCISE_KIND_COUNT };
extern const char *const exercise_kind_ids[EXERCISE_KIND_COUNT]; /* "choose-one" */

struct exercise {
    struct string id;
    struct strings was;
    enum exercise_kind kind;
    struct string level;   /* a slug such as "senior"; may be empty */
    int minutes;           /* to answer, 1 to 120; 0 when not said */
    struct strings waived; /* codes of warnings the author has looked at */
    struct text title;
    struct prose question; /* what the interviewer asks */
    struct text look_for;  /* which quality to look for */
    struct point *points;
    size_t point_count; /* 0 for an imported question: then explanations come from notes alone */
    struct misconception *misconceptions;
    size_t misconception_count;
    struct option *options;
    size_t option_count;
    struct prose lesson;
    struct sample *samples;
    size_t sample_count;
    struct answer *answers;
    size_t answer_count;
    struct probe *probes;
    size_t probe_count;
    struct sentence *sentences;
    size_t sentence_count;
    struct reference reference;
    struct place at;
};

struct set {
    struct string id;         /* the slug in front matter's "set" */
    struct string name_space; /* the slug in "namespace"; the full id is "namespace/set" */
    struct strings was;       /* former full ids */
    struct string title;
    struct string focus;
    struct string language;   /* BCP 47, "en" */
    struct string licence;    /* SPDX, "CC-BY-4.0"; may be empty */
    struct string translates; /* the full id of the set it is a translation of; may be empty */
    struct strings waived;    /* codes of warnings, for the whole set */
    struct prose about;
    struct guide guide;
    struct reference reference;
    struct exercise *exercises;
    size_t exercise_count;
    const struct source *source; /* what it was read from; NULL when it was made in memory */
};

struct string set_full_id(struct arena *arena, const struct set *set); /* "viva/senior-rust" */
struct string exercise_full_id(struct arena *arena, const struct set *set,
                               const struct exercise *exercise); /* "viva/senior-rust/ownership" */

/* The index of the exercise with this id or former id, or SIZE_MAX. An id in use goes before a former one. */
size_t set_find_exercise(const struct set *set, struct string id);
size_t exercise_find_option(const struct exercise *exercise, struct string id); /* the same for options */
size_t exercise_find_point(const struct exercise *exercise, struct string id);

/* The index of the option with the star. The exercise was checked: there is one. */
size_t exercise_best(const struct exercise *exercise);

#endif
