#include "face/web/shown.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/check.h"
#include "base/table.h"
#include "render/html.h"
#include "view/guide.h"
#include "view/question.h"
#include "words/words.h"

/* By the address of the exercise, which stands still as long as the library does. */
struct kept {
    const struct exercise *exercise;
    struct shown *shown;
};

struct shown_exercises {
    pthread_mutex_t lock;
    struct arena arena;
    struct table table;
    struct {
        struct kept *items;
        size_t count, capacity;
    } list;
};

struct shown_exercises *shown_new(void)
{
    struct shown_exercises *exercises = calloc(1, sizeof *exercises);
    CHECK(exercises != NULL);
    pthread_mutex_init(&exercises->lock, NULL);
    return exercises;
}

void shown_forget(struct shown_exercises *exercises)
{
    arena_clear(&exercises->arena);
    exercises->table = (struct table){ 0 };
    exercises->list.items = NULL;
    exercises->list.count = exercises->list.capacity = 0;
}

void shown_free(struct shown_exercises *exercises)
{
    if (exercises == NULL)
        return;
    shown_forget(exercises);
    pthread_mutex_destroy(&exercises->lock);
    free(exercises);
}

/* Rendering. ---------------------------------------------------------------------------------------------------- */

static void add_help_part(struct buffer *html, struct string summary, struct string language, bool is_open,
                          const struct view *pairs)
{
    buffer_add_c(html, is_open ? "<details open><summary" : "<details><summary");
    if (language.size > 0)
        html_attribute(html, "lang", language);
    buffer_add_byte(html, '>');
    html_text(html, summary);
    buffer_add_c(html, "</summary>\n");
    render_html(html, pairs, 0);
    buffer_add_c(html, "</details>\n");
}

/* The guide open, the rest folded away. */
static struct string render_help(struct arena *arena, const struct guide *guide, const struct question *question)
{
    struct buffer html = buffer_in(arena);
    buffer_add_c(&html, "<div class=\"help\">\n");
    if (guide->heading_count > 0)
        add_help_part(&html,
                      text_is_empty(guide->title) ? words_plain(SAY_WEB_GUIDE) : text_string(arena, guide->title),
                      question->language, true, view_guide_pairs(arena, guide, question->language));
    if (question->term_count > 0)
        add_help_part(&html, words_plain(SAY_WEB_TERMS), (struct string){ 0 }, false, view_term_pairs(arena, question));
    if (question->phrase_count > 0)
        add_help_part(&html, words_plain(SAY_WEB_PHRASES), (struct string){ 0 }, false,
                      view_phrase_pairs(arena, question));
    buffer_add_c(&html, "</div>\n");
    return buffer_string(&html);
}

static struct string render_prompt(struct arena *arena, const struct question *question)
{
    struct buffer html = buffer_in(arena);
    render_html(&html, view_speech(arena, question), 0);
    return buffer_string(&html);
}

static struct string render_option(struct arena *arena, struct prose body)
{
    struct buffer html = buffer_in(arena);
    html_prose(&html, body);
    return buffer_string(&html);
}

static struct shown *render(struct arena *arena, const struct practice *practice, size_t step,
                            const struct question *question)
{
    struct shown *shown = ARENA_NEW(arena, struct shown);
    const struct option_order *order = &practice->run.steps[step].order;
    shown->prompt = render_prompt(arena, question);
    for (size_t place = 0; place < order->count; place++)
        shown->options[order->items[place]] = render_option(arena, *question->options[place]);
    shown->help = render_help(arena, &practice->contents[step]->guide, question);
    return shown;
}

/* Keeping. ------------------------------------------------------------------------------------------------------ */

static uint64_t hash_of_address(const struct exercise *exercise)
{
    return (uint64_t)(uintptr_t)exercise * UINT64_C(0x9e3779b97f4a7c15); /* the golden ratio spreads neighbours */
}

static const struct shown *find(const struct shown_exercises *exercises, const struct exercise *exercise)
{
    size_t cursor;
    uint64_t hash = hash_of_address(exercise);
    for (size_t i = table_first(&exercises->table, hash, &cursor); i != TABLE_NONE;
         i = table_next(&exercises->table, hash, &cursor)) {
        if (exercises->list.items[i].exercise == exercise)
            return exercises->list.items[i].shown;
    }
    return NULL;
}

static struct string copy(struct arena *arena, struct string s)
{
    return s.size > 0 ? string_copy(arena, s) : s;
}

static void keep(struct shown_exercises *exercises, const struct exercise *exercise, const struct shown *rendered)
{
    struct arena *arena = &exercises->arena;
    struct shown *shown = ARENA_NEW(arena, struct shown);
    shown->prompt = copy(arena, rendered->prompt);
    shown->help = copy(arena, rendered->help);
    for (size_t i = 0; i < EXERCISE_OPTIONS_MAX; i++)
        shown->options[i] = copy(arena, rendered->options[i]);
    table_add(arena, &exercises->table, hash_of_address(exercise));
    *LIST_ADD(arena, &exercises->list) = (struct kept){ .exercise = exercise, .shown = shown };
}

/* Whether the step is asked in the version that the library has, which stands still; an older one goes with its run. */
static bool is_todays(const struct practice *practice, size_t step)
{
    const struct set *set = practice->set;
    const struct exercise *exercise = practice->contents[step]->exercises;
    return set != NULL && exercise >= set->exercises && exercise < set->exercises + set->exercise_count;
}

const struct shown *shown_of(struct shown_exercises *exercises, struct arena *arena, const struct practice *practice,
                             size_t step, const struct question *question)
{
    const struct exercise *exercise = practice->contents[step]->exercises;
    if (!is_todays(practice, step))
        return render(arena, practice, step, question);
    pthread_mutex_lock(&exercises->lock);
    const struct shown *shown = find(exercises, exercise);
    if (shown == NULL) {
        bool is_whole = question->option_count > 0; /* a step that is produced has no options to keep */
        shown = render(arena, practice, step, question);
        if (is_whole && exercises->arena.used_bytes < SHOWN_BYTES_MAX)
            keep(exercises, exercise, shown);
    }
    pthread_mutex_unlock(&exercises->lock);
    return shown;
}
