/* practice: a text about a bad exercise, for its author. */
#include "app/practice.h"
#include "app/run.h"
#include "words/words.h"

static char letter(size_t place)
{
    return (char)('A' + place);
}

/* "A full, B recites, ...": the author knows options by their ids, the reader by their letters. */
static struct string order_words(struct arena *arena, const struct practice *practice, size_t step)
{
    struct buffer buffer = buffer_in(arena);
    const struct option_order *order = &practice->run.steps[step].order;
    for (size_t place = 0; place < order->count; place++) {
        const struct option *option = &run_exercise(practice, step)->options[order->items[place]];
        buffer_add_format(&buffer, "%s%c %.*s", place > 0 ? ", " : "", letter(place), STRING_ARG(option->id));
    }
    return buffer_string(&buffer);
}

static struct string answer_words(struct arena *arena, const struct practice *practice, size_t step,
                                  const struct practice_step *state)
{
    const struct option_order *order = &practice->run.steps[step].order;
    if (!state->has_response)
        return words_plain(SAY_REPORT_UNANSWERED);
    for (size_t place = 0; place < order->count; place++)
        if (state->response.chosen & (option_mask)1 << order->items[place])
            return string_format(arena, "%c", letter(place));
    return words_plain(SAY_REPORT_DONT_KNOW);
}

static void add_line(struct buffer *buffer, enum say label, struct string value)
{
    buffer_add(buffer, words_string(buffer->arena, label, WORDS({ .name = "value", .plain = value })));
    buffer_add_byte(buffer, '\n');
}

struct string practice_report(struct arena *arena, const struct practice *practice, size_t step,
                              const struct practice_step *state, struct string remark)
{
    struct buffer buffer = buffer_in(arena);
    add_line(&buffer, SAY_REPORT_EXERCISE, practice->run.steps[step].exercise);
    add_line(&buffer, SAY_REPORT_CONTENT, hash_string(arena, practice->run.steps[step].content));
    add_line(&buffer, SAY_REPORT_ORDER, order_words(arena, practice, step));
    add_line(&buffer, SAY_REPORT_ANSWER, answer_words(arena, practice, step, state));
    add_line(&buffer, SAY_REPORT_VERSION, STRING(VIVA_VERSION));
    if (remark.size > 0)
        add_line(&buffer, SAY_REPORT_REMARK, remark);
    return buffer_string(&buffer);
}

struct string practice_report_discreet(struct arena *arena, const struct practice *practice, size_t step,
                                       const struct practice_step *state, struct string remark)
{
    if (state->has_response)
        return practice_report(arena, practice, step, state, remark);
    struct buffer buffer = buffer_in(arena);
    add_line(&buffer, SAY_REPORT_SET, practice->run.set);
    add_line(&buffer, SAY_REPORT_EXERCISE, text_string(arena, run_exercise(practice, step)->title));
    add_line(&buffer, SAY_REPORT_ANSWER, words_plain(SAY_REPORT_UNANSWERED));
    add_line(&buffer, SAY_REPORT_VERSION, STRING(VIVA_VERSION));
    if (remark.size > 0)
        add_line(&buffer, SAY_REPORT_REMARK, remark);
    return buffer_string(&buffer);
}
