/* Rules of every exercise: ids differ, nothing is empty that must not be, marks do not speak against themselves. */
#include "read/check.h"

/* Points and misconceptions share one space of names, since a source may back either. */
static void check_claim_ids(struct reader *reader, const struct exercise *exercise)
{
    struct check_names names = { .what = SAY_ID_CLAIMS };
    for (size_t i = 0; i < exercise->point_count; i++)
        check_name(reader, &names, exercise->points[i].id, PROBLEM_ID_TWICE, exercise->points[i].at);
    for (size_t i = 0; i < exercise->misconception_count; i++)
        check_name(reader, &names, exercise->misconceptions[i].id, PROBLEM_ID_TWICE, exercise->misconceptions[i].at);
    for (size_t i = 0; i < exercise->point_count; i++)
        check_former_names(reader, &names, exercise->points[i].was, exercise->points[i].at);
    for (size_t i = 0; i < exercise->misconception_count; i++)
        check_former_names(reader, &names, exercise->misconceptions[i].was, exercise->misconceptions[i].at);
}

static void check_option_ids(struct reader *reader, const struct exercise *exercise)
{
    struct check_names names = { .what = SAY_ID_OPTIONS };
    for (size_t i = 0; i < exercise->option_count; i++)
        check_name(reader, &names, exercise->options[i].id, PROBLEM_ID_TWICE, exercise->options[i].at);
    for (size_t i = 0; i < exercise->option_count; i++)
        check_former_names(reader, &names, exercise->options[i].was, exercise->options[i].at);
}

void check_ids(struct reader *reader, const struct exercise *exercise)
{
    struct check_names answers = { .what = SAY_ID_ANSWERS }, sentences = { .what = SAY_ID_SENTENCES };
    check_claim_ids(reader, exercise);
    check_option_ids(reader, exercise);
    for (size_t i = 0; i < exercise->answer_count; i++)
        check_name(reader, &answers, exercise->answers[i].id, PROBLEM_ID_TWICE, exercise->answers[i].at);
    for (size_t i = 0; i < exercise->sentence_count; i++)
        check_name(reader, &sentences, exercise->sentences[i].id, PROBLEM_ID_TWICE, exercise->sentences[i].at);
}

/* What must not be empty. ------------------------------------------------------------------------------ */

static void check_rubric_parts(struct reader *reader, const struct exercise *exercise)
{
    for (size_t i = 0; i < exercise->point_count; i++)
        check_has(reader, text_is_empty(exercise->points[i].statement), SAY_PART_POINT, SAY_PART_STATEMENT,
                  exercise->points[i].at);
    for (size_t i = 0; i < exercise->misconception_count; i++) {
        const struct misconception *misconception = &exercise->misconceptions[i];
        check_has(reader, text_is_empty(misconception->claim), SAY_PART_MISCONCEPTION, SAY_PART_CLAIM,
                  misconception->at);
        check_has(reader, text_is_empty(misconception->truth), SAY_PART_MISCONCEPTION, SAY_PART_TRUTH,
                  misconception->at);
        check_lacks(reader, misconception->claim, STRING("Not so:"), misconception->at);
    }
}

static void check_practice_parts(struct reader *reader, const struct exercise *exercise)
{
    for (size_t i = 0; i < exercise->sample_count; i++)
        check_has(reader, text_is_empty(exercise->samples[i].text), SAY_PART_SAMPLE, SAY_PART_WORDS,
                  exercise->samples[i].at);
    for (size_t i = 0; i < exercise->answer_count; i++)
        check_has(reader, prose_is_empty(exercise->answers[i].body), SAY_PART_ANSWER, SAY_PART_WORDS,
                  exercise->answers[i].at);
    for (size_t i = 0; i < exercise->probe_count; i++)
        check_has(reader, text_is_empty(exercise->probes[i].question), SAY_PART_PROBE, SAY_PART_QUESTION,
                  exercise->probes[i].at);
    for (size_t i = 0; i < exercise->sentence_count; i++)
        check_has(reader, text_is_empty(exercise->sentences[i].text), SAY_PART_SENTENCE, SAY_PART_WORDS,
                  exercise->sentences[i].at);
}

static void check_citations(struct reader *reader, const struct reference *reference)
{
    for (size_t i = 0; i < reference->citation_count; i++)
        check_has(reader, text_is_empty(reference->citations[i].title), SAY_PART_SOURCE, SAY_PART_TITLE,
                  reference->citations[i].at);
}

void check_reference(struct reader *reader, const struct reference *reference, struct place at)
{
    check_citations(reader, reference);
    for (size_t i = 0; i < reference->phrase_count; i++) {
        const struct phrase *phrase = &reference->phrases[i];
        check_has(reader, text_is_empty(phrase->phrase), SAY_PART_PHRASE, SAY_PART_WORDS, at);
        check_has(reader, text_is_empty(phrase->use), SAY_PART_PHRASE, SAY_PART_USE, at);
    }
    for (size_t i = 0; i < reference->term_count; i++) {
        const struct term *term = &reference->terms[i];
        check_has(reader, text_is_empty(term->term), SAY_PART_TERM, SAY_PART_WORDS, at);
        check_has(reader, text_is_empty(term->meaning), SAY_PART_TERM, SAY_PART_MEANING, at);
    }
}

void check_parts(struct reader *reader, const struct exercise *exercise)
{
    enum say title = reader->is_json ? SAY_PART_TITLE : SAY_PART_EXERCISE_TITLE;
    enum say question = reader->is_json ? SAY_PART_QUESTION : SAY_PART_EXERCISE_QUESTION;
    check_has(reader, text_is_empty(exercise->title), SAY_PART_EXERCISE, title, exercise->at);
    check_has(reader, prose_is_empty(exercise->question), SAY_PART_EXERCISE, question, exercise->at);
    for (size_t i = 0; i < exercise->option_count; i++)
        check_has(reader, prose_is_empty(exercise->options[i].body), SAY_PART_OPTION, SAY_PART_WORDS,
                  exercise->options[i].at);
    check_rubric_parts(reader, exercise);
    check_practice_parts(reader, exercise);
    check_reference(reader, &exercise->reference, exercise->at);
}

/* Marks. ----------------------------------------------------------------------------------------------- */

static void check_disjoint(struct reader *reader, const struct exercise *exercise, struct marks marks,
                           struct string owner, struct place at)
{
    point_mask both = marks.covers & marks.touches;
    for (size_t i = 0; i < exercise->point_count; i++)
        if (both >> i & 1)
            reader_report(reader, PROBLEM_COVERED_AND_TOUCHED, at,
                          WORDS(WORD("where", owner), WORD("id", exercise->points[i].id)));
}

void check_marks(struct reader *reader, const struct exercise *exercise)
{
    for (size_t i = 0; i < exercise->option_count; i++)
        check_disjoint(reader, exercise, exercise->options[i].marks, exercise->options[i].id, exercise->options[i].at);
    for (size_t i = 0; i < exercise->answer_count; i++)
        check_disjoint(reader, exercise, exercise->answers[i].marks, exercise->answers[i].id, exercise->answers[i].at);
}

/* Samples. --------------------------------------------------------------------------------------------- */

/* A sample says one thing of a point, or of a misconception. */
static void check_sample(struct reader *reader, const struct exercise *exercise, const struct sample *sample)
{
    uint32_t seen[2] = { 0, 0 };
    for (size_t i = 0; i < sample->label_count; i++) {
        struct sample_label label = sample->labels[i];
        bool is_misconception = label.mark == SAMPLE_CONTRADICTS;
        if (label.target == SIZE_MAX) /* reported as unknown */
            continue;
        uint32_t bit = UINT32_C(1) << label.target;
        struct string id =
            is_misconception ? exercise->misconceptions[label.target].id : exercise->points[label.target].id;
        if (seen[is_misconception] & bit)
            reader_report(reader, PROBLEM_SAMPLE_TWICE, reader_find(reader, sample->at, id), WORDS(WORD("id", id)));
        seen[is_misconception] |= bit;
    }
}

void check_samples(struct reader *reader, const struct exercise *exercise)
{
    for (size_t i = 0; i < exercise->sample_count; i++)
        check_sample(reader, exercise, &exercise->samples[i]);
}
