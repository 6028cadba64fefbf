/* view/record: practice over time as pictures: days, minutes, how sure against how right; what is known; the curve of
 * one exercise.
 *
 * Knows how it is told, in a sentence, in a table and as a drawing. Refuses to know how it is counted. Each function
 * returns a tree of its own; level is that of its heading. */
#ifndef VIVA_VIEW_RECORD_H
#define VIVA_VIEW_RECORD_H

#include "model/record.h"
#include "view/view.h"

/* Of a record with at least one answer ever. */
struct view *view_record_calendar(struct arena *arena, const struct practice_record *record, int level);
struct view *view_record_minutes(struct arena *arena, const struct practice_record *record, int level);
struct view *view_record_sureness(struct arena *arena, const struct practice_record *record, int level);

/* What view_record_sureness says, in a sentence, and what view_record_minutes does. */
struct string view_record_sureness_said(struct arena *arena, const struct practice_record *record);
struct string view_record_minutes_said(struct arena *arena, const struct practice_record *record);

/* By heading of one set, by skill: producing only when something of it was ever said. id is a slug of the page's for
 * the pictures. */
struct view *view_record_known(struct arena *arena, const struct known_set *set, struct string id, int level);

/* Set by set, as far as they were begun: there is at least one. */
struct view *view_record_known_sets(struct arena *arena, const struct known_set *sets, size_t count, int level);

/* Which answers the table behind a curve has, 0 being the newest. */
struct curve_rows {
    size_t first, count;
};
#define CURVE_ROWS_ALL ((struct curve_rows){ 0, SIZE_MAX })

/* A curve with at least one answer. The drawing is of the whole of it, whatever the rows. */
struct view *view_record_curve(struct arena *arena, const struct curve *curve, struct curve_rows rows, int level);

#endif
