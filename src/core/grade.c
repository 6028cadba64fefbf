#include "core/grade.h"

static bool has(uint32_t mask, size_t index)
{
    return (mask >> index & 1) != 0;
}

static bool is_contradicted(const struct exercise *exercise, const struct marks *marks, size_t point)
{
    for (size_t i = 0; i < exercise->misconception_count; i++)
        if (has(marks->claims, i) && has(exercise->misconceptions[i].against, point))
            return true;
    return false;
}

enum verdict grade_point(const struct exercise *exercise, const struct marks *marks, size_t point)
{
    if (is_contradicted(exercise, marks, point))
        return VERDICT_CONTRADICTED;
    if (has(marks->covers, point))
        return VERDICT_COVERED;
    return has(marks->touches, point) ? VERDICT_TOUCHED : VERDICT_ABSENT;
}

/* All that the chosen options say together, and the mean of their marks. A learner chooses one; a list is graded as one
 * answer made of its parts. */
static struct marks marks_of_chosen(const struct exercise *exercise, option_mask chosen, int *score_percent)
{
    struct marks marks = { 0 };
    int sum = 0, count = 0;
    for (size_t i = 0; i < exercise->option_count; i++) {
        const struct option *option = &exercise->options[i];
        if (!has(chosen, i))
            continue;
        marks.covers |= option->marks.covers;
        marks.touches |= option->marks.touches;
        marks.claims |= option->marks.claims;
        sum += option->mark_percent;
        count++;
    }
    *score_percent = count > 0 ? sum / count : 0;
    return marks;
}

/* Nobody says everything: right is who leaves out one point in five at most. */
#define RIGHT_PERCENT 80

struct judgement grade_produced(size_t point_count, point_mask ticked)
{
    struct judgement judgement = { .point_count = point_count };
    int covered = 0;
    for (size_t i = 0; i < point_count; i++) {
        judgement.points[i] = has(ticked, i) ? VERDICT_COVERED : VERDICT_ABSENT;
        covered += has(ticked, i);
    }
    judgement.score_percent = point_count > 0 ? covered * 100 / (int)point_count : 0;
    judgement.is_right = judgement.score_percent >= RIGHT_PERCENT;
    return judgement;
}

struct judgement grade_response(const struct exercise *exercise, const struct response *response)
{
    if (response->is_produced)
        return grade_produced(exercise->point_count, response->is_dont_know ? 0 : response->ticked);
    option_mask chosen = response->is_dont_know ? 0 : response->chosen;
    struct judgement judgement = { .point_count = exercise->point_count };
    struct marks marks = marks_of_chosen(exercise, chosen, &judgement.score_percent);
    for (size_t i = 0; i < exercise->point_count; i++)
        judgement.points[i] = grade_point(exercise, &marks, i);
    judgement.is_right = chosen == (option_mask)1 << exercise_best(exercise);
    return judgement;
}
