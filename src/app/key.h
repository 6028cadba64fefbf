/* key: of each version of an exercise only what a rebuild needs: its option ids and what choosing each comes to.
 *
 * Knows contents by hash, each read once. Knows nothing of learners. A key takes a kilobyte where a content takes
 * fifty. */
#ifndef VIVA_APP_KEY_H
#define VIVA_APP_KEY_H

#include "app/library.h"
#include "app/payload.h"
#include "base/table.h"
#include "model/verdict.h"
#include "store/store.h"

struct key {
    struct hash content;
    bool is_readable;
    struct string options[EXERCISE_OPTIONS_MAX];
    size_t option_count;
    struct judgement *judgements; /* by option; the last one is that of "I don't know" */
    struct string *points;        /* ids */
    size_t point_count;
};

/* Zeroed but for its library and arena, it is empty. */
struct keys {
    const struct library *library;
    struct arena *arena;
    struct table table;
    struct {
        struct key *items;
        size_t count, capacity;
    } list;
    size_t last; /* neighbours in a journal are often about the same exercise */
};

/* What a choice in this content is and came to. STATUS_NOT_FOUND when the content is not there, cannot be read, or has
 * no such option; another status when the store fails. *judgement is good until the next call. */
enum status key_judge(struct keys *keys, struct transaction *transaction, struct hash content,
                      const struct payload_choice *choice, struct response *response,
                      const struct judgement **judgement, struct failure *failure);

/* The same for self-marks: STATUS_NOT_FOUND when the content has no such point. */
enum status key_judge_marks(struct keys *keys, struct transaction *transaction, struct hash content,
                            const struct payload_marks *marks, struct response *response, struct judgement *judgement,
                            struct failure *failure);

#endif
