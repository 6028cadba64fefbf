/* Rules of sentences to put in order: the order has a beginning, and spare ones have no part in it. */
#include "read/check.h"

static void report_spare(struct reader *reader, const struct sentence *sentence, struct place at)
{
    reader_report(reader, PROBLEM_SPARE_IN_ORDER, reader_find(reader, at, sentence->id),
                  WORDS(WORD("id", sentence->id)));
}

static void check_spares(struct reader *reader, const struct exercise *exercise)
{
    for (size_t i = 0; i < exercise->sentence_count; i++) {
        const struct sentence *sentence = &exercise->sentences[i];
        if (sentence->is_spare && sentence->after)
            report_spare(reader, sentence, sentence->at);
        for (size_t j = 0; j < exercise->sentence_count; j++)
            if (sentence->after >> j & 1 && exercise->sentences[j].is_spare)
                report_spare(reader, &exercise->sentences[j], sentence->at);
    }
}

/* Those that wait, directly or not, for one another or for themselves: takes away what waits for nothing that is left,
 * until nothing more goes. */
static sentence_mask find_waiting(const struct exercise *exercise)
{
    sentence_mask left = 0;
    for (size_t i = 0; i < exercise->sentence_count; i++)
        left |= UINT32_C(1) << i;
    for (sentence_mask before = 0; before != left;) {
        before = left;
        for (size_t i = 0; i < exercise->sentence_count; i++)
            if (!(exercise->sentences[i].after & left))
                left &= ~(UINT32_C(1) << i);
    }
    return left;
}

/* Each of those that wait has one of them before it: going back far enough ends within a circle, going on goes around.
 */
static struct string name_circle(struct reader *reader, const struct exercise *exercise, sentence_mask waiting,
                                 size_t *start)
{
    size_t at = (size_t)__builtin_ctz(waiting);
    for (size_t i = 0; i < exercise->sentence_count; i++)
        at = (size_t)__builtin_ctz(exercise->sentences[at].after & waiting);
    struct buffer circle = buffer_in(reader->problems->arena);
    *start = at;
    do {
        buffer_add(&circle, exercise->sentences[at].id);
        buffer_add_c(&circle, " after ");
        at = (size_t)__builtin_ctz(exercise->sentences[at].after & waiting);
    } while (at != *start);
    buffer_add(&circle, exercise->sentences[at].id);
    return buffer_string(&circle);
}

void check_sentences(struct reader *reader, const struct exercise *exercise)
{
    check_spares(reader, exercise);
    sentence_mask waiting = find_waiting(exercise);
    if (!waiting)
        return;
    size_t start;
    struct string circle = name_circle(reader, exercise, waiting, &start);
    reader_report(reader, PROBLEM_SENTENCE_CIRCLE, exercise->sentences[start].at, WORDS(WORD("circle", circle)));
}
