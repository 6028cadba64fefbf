/* view/plan: what is to be done until the interview, and what will be remembered on its day. */
#ifndef VIVA_VIEW_PLAN_H
#define VIVA_VIEW_PLAN_H

#include "model/plan_outlook.h"
#include "view/view.h"

/* Counts of points and ranges, never shares: few answers carry no percentage. */
struct view *view_plan(struct arena *arena, const struct plan_outlook *outlook);

/* What there is to do on each of the days to come, at most so many; an empty group when there are none. */
struct view *view_plan_days(struct arena *arena, const struct plan_outlook *outlook, size_t day_count_max);

/* When there is no interview. */
struct view *view_plan_none(struct arena *arena);

/* "Your interview is in 32 days, on 2026-12-24." */
struct string view_plan_when(struct arena *arena, int32_t days_left, int32_t interview_day);

/* What a day asks for: "6 to review and 2 new, about 10 minutes"; empty when that is nothing. */
struct string view_plan_load(struct arena *arena, const struct plan_day *day);

/* Minutes as they are told: whole, and not 0 where there is anything to do. */
int64_t view_plan_minutes(double minutes);

#endif
