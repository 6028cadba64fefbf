#include "view/question.h"

#include "words/words.h"

char view_letter(size_t place)
{
    return (char)('A' + place);
}

static void add_title(struct arena *arena, struct view *group, const struct question *question, size_t step,
                      size_t step_count)
{
    struct text title = question->title;
    if (step_count > 0)
        title = words_text(arena, SAY_QUESTION_TITLE,
                           WORDS({ "place", .plain = view_figure(arena, (int64_t)step + 1) },
                                 { "count", .plain = view_figure(arena, (int64_t)step_count) },
                                 { "title", .rich = title }));
    view_add_heading(arena, group, 2, title);
}

static void add_speech(struct arena *arena, struct view *group, const struct question *question)
{
    struct view *speech = view_add(arena, group, VIEW_QUOTE, ROLE_INTERVIEWER);
    speech->label = text_plain(arena, words_plain(SAY_QUESTION_INTERVIEWER));
    view_add_prose(arena, speech, ROLE_NONE, question->question)->language = question->language;
    if (!text_is_empty(question->look_for))
        view_add_text(
            arena, group, VIEW_PARAGRAPH, ROLE_NONE,
            words_text(arena, SAY_QUESTION_LOOK_FOR,
                       WORDS({ "quality", .rich = words_quoted(arena, question->look_for, question->language) })));
}

static void add_options(struct arena *arena, struct view *group, const struct question *question)
{
    for (size_t place = 0; place < question->option_count; place++) {
        struct view *option = view_add(arena, group, VIEW_OPTION, ROLE_NONE);
        option->letter = view_letter(place);
        option->number = (int64_t)place;
        option->prose = *question->options[place];
    }
}

struct view *view_title(struct arena *arena, const struct question *question, size_t step, size_t step_count)
{
    struct view *group = view_new(arena, VIEW_GROUP, ROLE_NONE);
    group->language = question->language;
    add_title(arena, group, question, step, step_count);
    return group;
}

struct view *view_speech(struct arena *arena, const struct question *question)
{
    struct view *group = view_new(arena, VIEW_GROUP, ROLE_NONE);
    add_speech(arena, group, question);
    return group;
}

struct view *view_prompt(struct arena *arena, const struct question *question, size_t step, size_t step_count)
{
    struct view *group = view_new(arena, VIEW_GROUP, ROLE_NONE);
    group->language = question->language;
    add_title(arena, group, question, step, step_count);
    add_speech(arena, group, question);
    return group;
}

struct view *view_question(struct arena *arena, const struct question *question, size_t step, size_t step_count)
{
    struct view *group = view_prompt(arena, question, step, step_count);
    add_options(arena, group, question);
    if (question->option_count == 0)
        view_add_sentence(arena, group, ROLE_HINT, words_plain(SAY_PRODUCE));
    return group;
}

struct view *view_options(struct arena *arena, const struct question *question)
{
    struct view *group = view_new(arena, VIEW_GROUP, ROLE_NONE);
    group->language = question->language;
    add_options(arena, group, question);
    return group;
}

struct view *view_completed(struct arena *arena, size_t response_count, size_t step_count)
{
    struct view *bar = view_new(arena, VIEW_BAR, ROLE_PROGRESS);
    bar->number = (int64_t)response_count;
    bar->total = (int64_t)step_count;
    bar->text = text_plain(arena, words_string(arena, SAY_COMPLETED,
                                               WORDS({ "done", .plain = view_figure(arena, (int64_t)response_count) },
                                                     { "count", .plain = view_figure(arena, (int64_t)step_count) })));
    return bar;
}

struct view *view_term_pairs(struct arena *arena, const struct question *question)
{
    struct view *pairs = view_new(arena, VIEW_PAIRS, ROLE_NONE);
    pairs->language = question->language;
    for (size_t i = 0; i < question->term_count; i++)
        view_add_pair(arena, pairs, ROLE_NONE, question->terms[i].term, question->terms[i].meaning);
    return pairs;
}

struct view *view_phrase_pairs(struct arena *arena, const struct question *question)
{
    struct view *pairs = view_new(arena, VIEW_PAIRS, ROLE_NONE);
    pairs->language = question->language;
    for (size_t i = 0; i < question->phrase_count; i++)
        view_add_pair(arena, pairs, ROLE_NONE, question->phrases[i].phrase, question->phrases[i].use);
    return pairs;
}

/* A heading and its pairs; or, without any, one sentence that says so. */
static struct view *headed(struct arena *arena, enum say heading, enum say none, struct view *pairs)
{
    struct view *group = view_new(arena, VIEW_GROUP, ROLE_NONE);
    if (pairs->first == NULL) {
        view_add_sentence(arena, group, ROLE_MUTED, words_plain(none));
        return group;
    }
    view_add_heading(arena, group, 3, text_plain(arena, words_plain(heading)));
    view_append(group, pairs);
    return group;
}

struct view *view_terms(struct arena *arena, const struct question *question)
{
    return headed(arena, SAY_TERMS_HEADING, SAY_TERMS_NONE, view_term_pairs(arena, question));
}

struct view *view_phrases(struct arena *arena, const struct question *question)
{
    return headed(arena, SAY_PHRASES_HEADING, SAY_PHRASES_NONE, view_phrase_pairs(arena, question));
}
