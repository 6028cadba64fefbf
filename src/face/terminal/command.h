/* command: everything one can say to a practice, as one table: its key, its word, where it holds, what help says of it.
 *
 * Knows how a key or a line is understood. Knows nothing of what is done then. */
#ifndef VIVA_FACE_TERMINAL_COMMAND_H
#define VIVA_FACE_TERMINAL_COMMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/response.h"
#include "model/set.h"
#include "words/words.h"

enum command {
    COMMAND_NONE,   /* not understood */
    COMMAND_ANSWER, /* place, sureness */
    COMMAND_DONT_KNOW,
    COMMAND_TICK, /* points */
    COMMAND_ALL,  /* of the points */
    COMMAND_NONE_OF_THEM,
    COMMAND_SKIP,
    COMMAND_FLAG,
    COMMAND_GUIDE,
    COMMAND_TERMS,
    COMMAND_PHRASES,
    COMMAND_OPTIONS,
    COMMAND_REPORT, /* remark */
    COMMAND_HELP,
    COMMAND_AGAIN,
    COMMAND_NEXT, /* Enter */
    COMMAND_QUIT,
    COMMAND_END, /* no more input */
    COMMAND_COUNT
};

/* Where in a practice one is asked; bits. */
enum moment_bit {
    MOMENT_START = 1,    /* before the first question */
    MOMENT_QUESTION = 2, /* an answer is wanted */
    MOMENT_RESULT = 4,   /* an answer was explained */
    MOMENT_FINISH = 8,   /* all is answered */
    MOMENT_SAY = 16,     /* an answer is to be said aloud */
    MOMENT_TICK = 32,    /* it was said, and its points are ticked */
};

/* How a person is asked at a moment, and told that what they said means nothing. Filled with {letters} of the options,
 * {count} of the points, and the {line}. */
struct moment_words {
    enum moment_bit moment;
    enum say key_prompt, key_prompt_more, key_expected; /* key by key; more: not all of the screenful was shown */
    enum say line_prompt, line_wrong, line_empty;       /* line by line */
};
const struct moment_words *moment_words(unsigned moment);

struct request {
    enum command command;
    size_t place;
    enum sureness sureness;
    point_mask points; /* by place as they were shown */
    struct string remark;
};

/* Whether the person is to be let go. */
bool command_leaves(const struct request *request);

struct command_row {
    enum command command;
    char key;         /* 0 for none */
    char other_key;   /* where key is the letter of an option; 0 where it never is */
    enum say word;    /* for plain mode, and the echo of the key; SENTENCE_END for none */
    unsigned moments; /* bits of enum moment_bit */
    enum say help;
};

/* The rows that hold at a moment, in the order of help; NULL after the last. index counts from 0. */
const struct command_row *command_row(unsigned moment, size_t index);

/* The key that stands for a row when option_count letters are taken by options. */
char command_key(const struct command_row *row, size_t option_count);

/* The row of a key at this moment, or NULL. Letters of options, and case, are the caller's. */
const struct command_row *command_find_key(unsigned moment, size_t option_count, uint32_t code_point);

/* The place of the option with this letter, in either case; SIZE_MAX when there is none. */
size_t command_place(size_t option_count, uint32_t code_point);

/* What a line means: "b", "b 3", "?", a word of the table or its key, "report" with a remark; where points are ticked,
 * their numbers: "1 3", "2-4, 6". COMMAND_NONE when it means nothing. count is that of the options, or of the points to
 * tick. The remark points into line. */
struct request command_parse(unsigned moment, size_t count, struct string line);

#endif
