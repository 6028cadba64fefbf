/* remember: from an answer to what is remembered, and to the day on which it is asked again.
 *
 * Knows how an answer is graded, how a plan draws the next day nearer, and when producing follows recognising. Refuses
 * to know where memories are kept. Pure: the same bits on every machine, so that rebuilding gives what answering gave.
 */
#ifndef VIVA_CORE_REMEMBER_H
#define VIVA_CORE_REMEMBER_H

#include "base/time.h"
#include "core/schedule_steps.h"
#include "model/memory.h"
#include "model/plan.h"
#include "model/response.h"
#include "model/verdict.h"

#define REMEMBER_RETENTION        0.9  /* recall at which an exercise is asked again */
#define REMEMBER_RETENTION_ON_DAY 0.95 /* recall that a plan wants on the day of the interview */
#define REMEMBER_STABLE_DAYS      7.0  /* stability of recognising from which producing is asked */

/* Who was wrong and sure of it sees the exercise again after so many seconds at most. */
#define REMEMBER_MISTAKEN_SECONDS 60

/* How an answer went. Nobody is asked: a table of what was done.
 *   chosen:   wrong, or "I don't know" -> again; right and a guess -> hard; right, fairly sure or unsaid -> good; right
 *             and sure -> easy
 *   produced: "I don't know", or below 40 % of the points -> again; below 70 % -> hard; below all -> good; all -> easy
 */
enum memory_grade remember_grade(const struct response *response, const struct judgement *judgement);

/* A choice that was wrong, and the learner sure of it. */
bool remember_is_confident_wrong(const struct response *response, const struct judgement *judgement);

/* The parameters and the plan made ready, once for a learner. tuning must stay while it is used. */
struct remembering {
    struct schedule schedule; /* at REMEMBER_RETENTION */
    struct schedule on_day;   /* at REMEMBER_RETENTION_ON_DAY */
    const struct plan *plan;
};
struct remembering remembering_make(const struct tuning *tuning);

/* What holds when nothing was ever said: no interview, and the parameters of all. */
struct tuning remember_untuned(void);

struct memory_row remember_start(struct uuid learner, struct string exercise, enum memory_skill skill);

/* Make a started row ready on the day of this moment: it is due the day after, for the first time. */
void remember_ready(const struct remembering *remembering, struct memory_row *row, struct moment time);

/* Fold one graded answer into the row: memory, stage, urgency, counts, due. */
void remember_answer(const struct remembering *remembering, struct memory_row *row, struct moment time,
                     enum memory_grade grade, bool is_confident_wrong);

/* Work out anew when the row is due; all else stays. With an interview ahead, no later than a last look from which
 * recall on the day will be REMEMBER_RETENTION_ON_DAY, on a day that spreads the load; not at all before the day if it
 * will be that anyway. Steps (minutes) are as they were. */
void remember_due(const struct remembering *remembering, struct memory_row *row);

/* Whether the exercise belongs to what the plan is about. */
bool remember_is_planned(const struct plan *plan, struct string exercise);

/* Whether producing is to be made ready: recognising is steady and stable enough. */
bool remember_is_stable(const struct memory_row *recognising);

#endif
