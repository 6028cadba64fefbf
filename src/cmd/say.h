/* say: what a command writes to whoever called it.
 *
 * Standard output is what was asked for; standard error is talk about it. Knows both, and sentences of words/. Knows
 * nothing of commands. */
#ifndef VIVA_CMD_SAY_H
#define VIVA_CMD_SAY_H

#include <stdbool.h>

#include "base/problems.h"
#include "base/status.h"
#include "words/words.h"

/* Standard output. What could not be written is found out by say_out_end. */
void say_out(struct string text);
/* Flush it. STATUS_FULL or STATUS_SYSTEM when anything was lost. */
enum status say_out_end(struct failure *failure);

/* One line on standard error, "viva: " before it. */
void say_note(struct string text);

/* All problems on standard error, one after another, and how many were left out. */
void say_problems(const struct problems *problems);

/* Work that may take long: says how far it is, on standard error, once a second, but only when that is a terminal and
 * the first second has passed. */
struct say_progress {
    enum say sentence;          /* a counted one: "{count} files checked" */
    uint64_t began_at, said_at; /* milliseconds */
    bool is_shown;              /* standard error is a terminal, and not --plain */
    bool has_said;
};
struct say_progress say_progress_start(enum say sentence, bool is_plain);
void say_progress(struct say_progress *progress, int64_t count);
void say_progress_end(struct say_progress *progress); /* wipes the line */

#endif
