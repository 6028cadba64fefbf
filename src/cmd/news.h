/* news: what it brought to install sets from one place, in words or as JSON.
 *
 * Knows which sets came, changed and went, and what is another in them. Knows nothing of how they are taken and kept.
 */
#ifndef VIVA_CMD_NEWS_H
#define VIVA_CMD_NEWS_H

#include "cmd/arrival.h"
#include "cmd/changes.h"
#include "cmd/output.h"
#include "view/view.h"

struct news_set {
    enum news_kind { NEWS_ADDED, NEWS_CHANGED, NEWS_GONE } kind;
    struct string id, title; /* today's; of one that is gone, its last ones */
    int64_t exercise_count;
    struct changes changes; /* NEWS_CHANGED */
};

struct news {
    enum news_state {
        NEWS_FIRST, /* nothing was installed from there before */
        NEWS_UPDATED,
        NEWS_SAME, /* it has the same commit, files and sets as before */
        NEWS_KEPT  /* it could not be taken, and what was installed stays as it was */
    } state;
    struct string path, commit;
    struct { /* those that changed; in the order of their files, then those that are gone */
        struct news_set *items;
        size_t count, capacity;
    } sets;
};

/* What arrived, and what after says of it, against what was installed before (NULL for nothing). To be called while the
 * copies of before are still there. In the call's arena. */
struct news news_of(struct call *call, const struct installed *installed, const struct installed_source *before,
                    const struct installed_source *after, const struct arrivals *arrivals);

void news_add_view(struct arena *arena, struct view *page, const struct news *news); /* nothing for NEWS_KEPT */
void news_write(struct json_writer *json, const struct news *news); /* an object: docs/json-output.md */

/* "From PATH, at commit COMMIT:", or without the commit where there is none. */
void news_add_source(struct arena *arena, struct view *page, struct string path, struct string commit);

#endif
