/* payload: what a journal entry says beyond its envelope, as JSON. docs/journal.md describes every kind.
 *
 * Knows the bytes of format 1. Refuses to know what an entry leads to (app/derive.h).
 *
 * Format 1 is canonical: keys in one order, no white space, ids without escapes. What is read is the very text that is
 * written, so a payload reads back to the same bytes or not at all, and a million of them are read in a second. */
#ifndef VIVA_APP_PAYLOAD_H
#define VIVA_APP_PAYLOAD_H

#include "base/hash.h"
#include "model/plan.h"
#include "model/response.h"
#include "model/run.h"

/* One step as the journal keeps it: the order names options by id, so that it can be read without the content. */
struct payload_step {
    struct string exercise;
    struct strings was; /* full ids under which the exercise was known before */
    struct hash content;
    struct string options[EXERCISE_OPTIONS_MAX]; /* by place shown */
    size_t option_count;                         /* 0: the answer is produced */
};

/* ENTRY_RUN. The set's id is the subject of the entry. */
struct payload_run {
    uint64_t seed;
    bool is_review;
    struct payload_step *steps;
    size_t step_count;
};

/* ENTRY_CHOICE. */
struct payload_choice {
    struct string chosen[EXERCISE_OPTIONS_MAX]; /* ids of options */
    size_t chosen_count;
    bool is_dont_know;
    enum sureness sureness;
    int64_t took_ms; /* -1 when not measured */
};

/* ENTRY_SELF_MARKS: which points were made. */
struct payload_marks {
    struct string covered[EXERCISE_POINTS_MAX]; /* ids of points */
    size_t covered_count;
    bool is_dont_know;
    int64_t took_ms; /* -1 when not measured */
};

/* ENTRY_PARAMETERS, rounded to six decimals. */
struct payload_parameters {
    bool has_parameters; /* otherwise they are given up */
    double parameters[TUNING_PARAMETER_COUNT];
};

/* ENTRY_RESET: each of these exercises, and every exercise of these sets, former ids included. */
struct payload_reset {
    struct strings exercises; /* full ids */
    struct strings sets;      /* full ids */
};

/* ENTRY_FLAG: the subject is flagged or not; its former ids no longer are. */
struct payload_flag {
    bool is_flagged;
    struct strings was; /* full ids */
};

/* Each gives the payload as a string in arena. */
struct string payload_run_write(struct arena *arena, const struct payload_run *payload);
struct string payload_choice_write(struct arena *arena, const struct payload_choice *payload);
struct string payload_marks_write(struct arena *arena, const struct payload_marks *payload);
struct string payload_plan_write(struct arena *arena,
                                 const struct plan *plan); /* ENTRY_PLAN; made_day is the entry's */
struct string payload_parameters_write(struct arena *arena, const struct payload_parameters *payload);
struct string payload_reset_write(struct arena *arena, const struct payload_reset *payload);
struct string payload_flag_write(struct arena *arena, const struct payload_flag *payload);

/* Each is false when text is not a payload of format 1. Strings are views of text; lists live in arena. */
bool payload_run_read(struct arena *arena, struct string text, struct payload_run *payload);
bool payload_choice_read(struct string text, struct payload_choice *payload);
bool payload_marks_read(struct string text, struct payload_marks *payload);
bool payload_plan_read(struct arena *arena, struct string text, struct plan *plan);
bool payload_parameters_read(struct string text, struct payload_parameters *payload); /* within their bounds */
bool payload_reset_read(struct arena *arena, struct string text, struct payload_reset *payload);
bool payload_flag_read(struct arena *arena, struct string text, struct payload_flag *payload);

/* Only what derived rows mostly need of a run. False as above, but what stands in the strings of a step is not looked
 * at. */
struct payload_run_head {
    int32_t step_count;
    bool is_review, has_was; /* some step has former ids */
};
bool payload_run_look(struct string text, struct payload_run_head *head);

#endif
