/* A set as Markdown: each section as docs/format.md shows it, in this order. */
#include "read/format.h"

#include "read/front.h"
#include "read/link.h"
#include "read/read.h"

struct writer {
    struct buffer out;
    const struct set *set;
    const struct exercise *exercise; /* NULL outside exercises */
};

static const struct format_indent no_indent = { { NULL, 0 }, { NULL, 0 } };
static const struct format_indent item_indent = { STRING_INIT("- "), STRING_INIT("  ") };
static const struct format_indent attribute_indent = { STRING_INIT("  - "), STRING_INIT("    ") };

/* Stays on the line of what it points to. */
#define ARROW STRING(" ->\x1F")
_Static_assert(FORMAT_GLUE == '\x1F', "spaces within a label and behind the arrow are no place to break a line");

/* Texts put together from pieces. ---------------------------------------------------------------------- */

struct pieces {
    struct span *items;
    size_t count, capacity;
};

static void add_plain(struct writer *writer, struct pieces *pieces, struct string words)
{
    struct span span = { .text = words };
    if (words.size)
        *LIST_ADD(writer->out.arena, pieces) = span;
}

static void add_text(struct writer *writer, struct pieces *pieces, struct text text, unsigned style, struct string href)
{
    for (size_t i = 0; i < text.count; i++) {
        struct span span = text.spans[i];
        span.style |= string_is(span.text, "\n") ? 0 : style;
        span.href = href.size ? href : span.href;
        *LIST_ADD(writer->out.arena, pieces) = span;
    }
}

static void add_label(struct writer *writer, struct pieces *pieces, struct string id)
{
    add_text(writer, pieces, text_plain(writer->out.arena, id), SPAN_STRONG, (struct string){ 0 });
}

/* Neighbours of the same style become one, as the reader makes them: what is escaped depends on what stands beside it.
 */
static struct text text_of(struct writer *writer, const struct pieces *pieces)
{
    struct pieces merged = { 0 };
    for (size_t i = 0; i < pieces->count; i++) {
        struct span span = pieces->items[i], *last = merged.count ? &merged.items[merged.count - 1] : NULL;
        bool is_break = string_is(span.text, "\n") || (last && string_is(last->text, "\n"));
        if (last && !is_break && last->style == span.style && string_equal(last->href, span.href))
            last->text = string_format(writer->out.arena, "%.*s%.*s", STRING_ARG(last->text), STRING_ARG(span.text));
        else
            *LIST_ADD(writer->out.arena, &merged) = span;
    }
    return (struct text){ merged.items, merged.count };
}

static void write_item(struct writer *writer, const struct pieces *pieces, struct format_indent indent)
{
    format_paragraph(&writer->out, text_of(writer, pieces), indent);
}

/* Attributes. ------------------------------------------------------------------------------------------ */

static void write_text(struct writer *writer, const char *key, struct text text, struct format_indent indent)
{
    struct pieces pieces = { 0 };
    if (text_is_empty(text))
        return;
    add_plain(writer, &pieces, string_format(writer->out.arena, "%s: ", key));
    add_text(writer, &pieces, text, SPAN_PLAIN, (struct string){ 0 });
    write_item(writer, &pieces, indent);
}

static void write_string(struct writer *writer, const char *key, struct string value, struct format_indent indent)
{
    write_text(writer, key, text_plain(writer->out.arena, value), indent);
}

static void write_list(struct writer *writer, const char *key, const struct strings *list, const char *separator,
                       struct format_indent indent)
{
    struct buffer joined = buffer_in(writer->out.arena);
    for (size_t i = 0; i < list->count; i++) {
        buffer_add_c(&joined, i ? separator : "");
        buffer_add(&joined, list->items[i]);
    }
    write_string(writer, key, buffer_string(&joined), indent);
}

static void write_texts(struct writer *writer, const char *key, const struct texts *texts, struct format_indent indent)
{
    for (size_t i = 0; i < texts->count; i++)
        write_text(writer, key, texts->items[i], indent);
}

static void write_ids(struct writer *writer, const char *key, enum link_kind kind, uint32_t mask,
                      struct format_indent indent)
{
    struct strings ids = link_ids(writer->out.arena, writer->set, writer->exercise, kind, mask, 0);
    write_list(writer, key, &ids, ", ", indent);
}

static void write_faults(struct writer *writer, fault_mask faults)
{
    struct strings ids = { 0 };
    for (size_t i = 0; i < FAULT_COUNT; i++)
        if (faults >> i & 1)
            *LIST_ADD(writer->out.arena, &ids) = string_from(fault_ids[i]);
    write_list(writer, "faults", &ids, ", ", item_indent);
}

/* Sections. -------------------------------------------------------------------------------------------- */

/* Sections stand apart by an empty line, and so does a heading from what it is of. */
static void write_heading(struct writer *writer, const char *marks, struct text title)
{
    buffer_add_format(&writer->out, "\n%s ", marks);
    buffer_add(&writer->out, format_line(writer->out.arena, title));
    buffer_add_c(&writer->out, "\n\n");
}

static void write_section(struct writer *writer, const char *marks, const char *name)
{
    write_heading(writer, marks, text_plain(writer->out.arena, string_from(name)));
}

static void write_prose(struct writer *writer, struct prose prose)
{
    format_prose(&writer->out, prose, no_indent);
}

/* "**label**: words" */
static void write_labelled(struct writer *writer, struct text label, struct text words)
{
    struct pieces pieces = { 0 };
    add_text(writer, &pieces, label, SPAN_STRONG, (struct string){ 0 });
    add_plain(writer, &pieces, STRING(": "));
    add_text(writer, &pieces, words, SPAN_PLAIN, (struct string){ 0 });
    write_item(writer, &pieces, item_indent);
}

static void write_citation(struct writer *writer, const struct citation *citation)
{
    struct pieces pieces = { 0 };
    add_text(writer, &pieces, citation->title, SPAN_PLAIN, citation->url);
    if (citation->points || citation->misconceptions) {
        struct strings ids = link_ids(writer->out.arena, writer->set, writer->exercise, LINK_CITATION, citation->points,
                                      citation->misconceptions);
        add_plain(writer, &pieces, ARROW);
        for (size_t i = 0; i < ids.count; i++) {
            add_plain(writer, &pieces, i ? STRING(", ") : STRING(""));
            add_plain(writer, &pieces, ids.items[i]);
        }
    }
    write_item(writer, &pieces, item_indent);
}

static void write_reference(struct writer *writer, const char *marks, const struct reference *reference)
{
    if (reference->phrase_count)
        write_section(writer, marks, "Phrases");
    for (size_t i = 0; i < reference->phrase_count; i++)
        write_labelled(writer, reference->phrases[i].phrase, reference->phrases[i].use);
    if (reference->term_count)
        write_section(writer, marks, "Glossary");
    for (size_t i = 0; i < reference->term_count; i++)
        write_labelled(writer, reference->terms[i].term, reference->terms[i].meaning);
    if (reference->citation_count)
        write_section(writer, marks, "Sources");
    for (size_t i = 0; i < reference->citation_count; i++)
        write_citation(writer, &reference->citations[i]);
}

static void write_guide_heading(struct writer *writer, const struct heading *heading)
{
    struct pieces pieces = { 0 };
    add_label(writer, &pieces, heading->id);
    add_plain(writer, &pieces, STRING(" "));
    add_text(writer, &pieces, heading->title, SPAN_PLAIN, (struct string){ 0 });
    if (!text_is_empty(heading->advice))
        add_plain(writer, &pieces, STRING(": "));
    add_text(writer, &pieces, heading->advice, SPAN_PLAIN, (struct string){ 0 });
    write_item(writer, &pieces, item_indent);
    write_list(writer, "signals", &heading->signals, "; ", attribute_indent);
}

static void write_guide(struct writer *writer, const struct guide *guide)
{
    struct pieces title = { 0 };
    bool has_title = !text_is_empty(guide->title);
    if (!has_title && guide->heading_count == 0)
        return;
    add_plain(writer, &title, has_title ? STRING("Guide: ") : STRING("Guide"));
    add_text(writer, &title, guide->title, SPAN_PLAIN, (struct string){ 0 });
    write_heading(writer, "#", text_of(writer, &title));
    for (size_t i = 0; i < guide->heading_count; i++)
        write_guide_heading(writer, &guide->headings[i]);
}

/* Of an exercise. -------------------------------------------------------------------------------------- */

static void write_intro(struct writer *writer, const struct exercise *exercise)
{
    struct arena *arena = writer->out.arena;
    struct format_indent quote = { STRING_INIT("> "), STRING_INIT("> ") };
    format_paragraph(&writer->out, exercise->title, no_indent);
    buffer_add_byte(&writer->out, '\n');
    write_string(writer, "kind", string_from(exercise_kind_ids[exercise->kind]), item_indent);
    write_string(writer, "level", exercise->level, item_indent);
    if (exercise->minutes)
        write_string(writer, "minutes", string_format(arena, "%d", exercise->minutes), item_indent);
    write_list(writer, "was", &exercise->was, ", ", item_indent);
    write_list(writer, "waive", &exercise->waived, ", ", item_indent);
    buffer_add_byte(&writer->out, '\n');
    format_prose(&writer->out, exercise->question, quote);
    if (text_is_empty(exercise->look_for))
        return;
    buffer_add_byte(&writer->out, '\n');
    format_paragraph(&writer->out, exercise->look_for, no_indent);
}

static void write_point(struct writer *writer, const struct point *point)
{
    struct pieces pieces = { 0 };
    struct string heading = writer->set->guide.headings[point->heading].id;
    add_label(writer, &pieces, point->id);
    add_plain(writer, &pieces, string_format(writer->out.arena, " (%.*s): ", STRING_ARG(heading)));
    add_text(writer, &pieces, point->statement, SPAN_PLAIN, (struct string){ 0 });
    write_item(writer, &pieces, item_indent);
    write_text(writer, "why", point->why, attribute_indent);
    write_texts(writer, "variant", &point->variants, attribute_indent);
    write_list(writer, "cues", &point->cues, "; ", attribute_indent);
    write_list(writer, "was", &point->was, ", ", attribute_indent);
}

/* A claim that ends in a mark of its own needs no full stop. */
static bool ends_by_itself(struct text claim)
{
    const struct span *last = &claim.spans[claim.count - 1];
    return !(last->style & SPAN_CODE) && last->href.size == 0 &&
           (string_ends_with(last->text, STRING("?")) || string_ends_with(last->text, STRING("!")));
}

static void write_misconception(struct writer *writer, const struct misconception *misconception)
{
    struct pieces pieces = { 0 };
    add_label(writer, &pieces, misconception->id);
    add_plain(writer, &pieces, STRING(": "));
    add_text(writer, &pieces, misconception->claim, SPAN_PLAIN, (struct string){ 0 });
    add_plain(writer, &pieces, ends_by_itself(misconception->claim) ? STRING(" Not so: ") : STRING(". Not so: "));
    add_text(writer, &pieces, misconception->truth, SPAN_PLAIN, (struct string){ 0 });
    write_item(writer, &pieces, item_indent);
    write_ids(writer, "against", LINK_MISCONCEPTION_AGAINST, misconception->against, attribute_indent);
    write_texts(writer, "variant", &misconception->variants, attribute_indent);
    write_list(writer, "was", &misconception->was, ", ", attribute_indent);
}

/* Which attribute stands for which mask, by owner. */
struct mark_links {
    enum link_kind covers, touches, claims;
};

static void write_marks(struct writer *writer, struct marks marks, struct mark_links links)
{
    write_ids(writer, "covers", links.covers, marks.covers, item_indent);
    write_ids(writer, "touches", links.touches, marks.touches, item_indent);
    write_ids(writer, "claims", links.claims, marks.claims, item_indent);
    write_faults(writer, marks.faults);
}

/* "0.4" or "0.35": hundredths, without a last zero. */
static void write_mark(struct writer *writer, int percent)
{
    bool is_tenths = percent % 10 == 0;
    struct string mark = is_tenths ? string_format(writer->out.arena, "0.%d", percent / 10)
                                   : string_format(writer->out.arena, "0.%02d", percent);
    write_string(writer, "mark", mark, item_indent);
}

static void write_option(struct writer *writer, const struct option *option)
{
    buffer_add_format(&writer->out, "\n## Option: %.*s%s\n\n", STRING_ARG(option->id), option->is_best ? " *" : "");
    write_prose(writer, option->body);
    size_t start = writer->out.size;
    buffer_add_byte(&writer->out, '\n');
    write_marks(writer, option->marks,
                (struct mark_links){ LINK_OPTION_COVERS, LINK_OPTION_TOUCHES, LINK_OPTION_CLAIMS });
    if (!option->is_best && option->mark_percent)
        write_mark(writer, option->mark_percent);
    write_text(writer, "note", option->note, item_indent);
    write_list(writer, "was", &option->was, ", ", item_indent);
    if (writer->out.size == start + 1)
        writer->out.size = start;
}

static void write_answer(struct writer *writer, const struct answer *answer)
{
    buffer_add_format(&writer->out, "\n## Answer: %.*s\n\n", STRING_ARG(answer->id));
    write_prose(writer, answer->body);
    size_t start = writer->out.size;
    buffer_add_byte(&writer->out, '\n');
    write_marks(writer, answer->marks,
                (struct mark_links){ LINK_ANSWER_COVERS, LINK_ANSWER_TOUCHES, LINK_ANSWER_CLAIMS });
    write_text(writer, "note", answer->note, item_indent);
    if (writer->out.size == start + 1)
        writer->out.size = start;
}

static void write_sample(struct writer *writer, const struct sample *sample)
{
    struct pieces pieces = { 0 };
    add_plain(writer, &pieces, STRING("\""));
    add_text(writer, &pieces, sample->text, SPAN_PLAIN, (struct string){ 0 });
    add_plain(writer, &pieces, STRING("\""));
    add_plain(writer, &pieces, ARROW);
    for (size_t i = 0; i < sample->label_count; i++) {
        struct sample_label label = sample->labels[i];
        enum link_kind kind = label.mark == SAMPLE_CONTRADICTS ? LINK_SAMPLE_MISCONCEPTION : LINK_SAMPLE_POINT;
        add_plain(writer, &pieces, i ? STRING(", ") : STRING(""));
        if (label.mark != SAMPLE_COVERED)
            add_plain(writer, &pieces, string_format(writer->out.arena, "%s\x1F", sample_mark_ids[label.mark]));
        add_plain(writer, &pieces, link_id(writer->set, writer->exercise, kind, label.target));
    }
    write_item(writer, &pieces, item_indent);
}

static void write_sentence(struct writer *writer, const struct sentence *sentence)
{
    struct pieces pieces = { 0 };
    add_label(writer, &pieces, sentence->id);
    add_plain(writer, &pieces, sentence->is_spare ? STRING(" (spare): ") : STRING(": "));
    add_text(writer, &pieces, sentence->text, SPAN_PLAIN, (struct string){ 0 });
    write_item(writer, &pieces, item_indent);
    write_ids(writer, "after", LINK_SENTENCE_AFTER, sentence->after, attribute_indent);
    write_text(writer, "why", sentence->why, attribute_indent);
}

static void write_rubric(struct writer *writer, const struct exercise *exercise)
{
    if (exercise->point_count)
        write_section(writer, "##", "Points");
    for (size_t i = 0; i < exercise->point_count; i++)
        write_point(writer, &exercise->points[i]);
    if (exercise->misconception_count)
        write_section(writer, "##", "Misconceptions");
    for (size_t i = 0; i < exercise->misconception_count; i++)
        write_misconception(writer, &exercise->misconceptions[i]);
    for (size_t i = 0; i < exercise->option_count; i++)
        write_option(writer, &exercise->options[i]);
    if (exercise->lesson.count)
        write_section(writer, "##", "Lesson");
    write_prose(writer, exercise->lesson);
}

static void write_probe(struct writer *writer, const struct probe *probe)
{
    struct arena *arena = writer->out.arena;
    write_labelled(writer, text_plain(arena, writer->exercise->points[probe->point].id), probe->question);
}

static void write_practice(struct writer *writer, const struct exercise *exercise)
{
    if (exercise->sample_count)
        write_section(writer, "##", "Samples");
    for (size_t i = 0; i < exercise->sample_count; i++)
        write_sample(writer, &exercise->samples[i]);
    for (size_t i = 0; i < exercise->answer_count; i++)
        write_answer(writer, &exercise->answers[i]);
    if (exercise->probe_count)
        write_section(writer, "##", "Probes");
    for (size_t i = 0; i < exercise->probe_count; i++)
        write_probe(writer, &exercise->probes[i]);
    if (exercise->sentence_count)
        write_section(writer, "##", "Sentences");
    for (size_t i = 0; i < exercise->sentence_count; i++)
        write_sentence(writer, &exercise->sentences[i]);
}

static void write_exercise(struct writer *writer, const struct exercise *exercise)
{
    writer->exercise = exercise;
    buffer_add_format(&writer->out, "\n# Exercise: %.*s\n\n", STRING_ARG(exercise->id));
    write_intro(writer, exercise);
    write_rubric(writer, exercise);
    write_reference(writer, "##", &exercise->reference);
    write_practice(writer, exercise);
    writer->exercise = NULL;
}

struct string format_set(struct arena *arena, const struct set *set)
{
    struct writer writer = { .out = buffer_in(arena), .set = set };
    front_write(&writer.out, set);
    if (set->about.count)
        buffer_add_byte(&writer.out, '\n');
    write_prose(&writer, set->about);
    write_guide(&writer, &set->guide);
    write_reference(&writer, "#", &set->reference);
    for (size_t i = 0; i < set->exercise_count; i++)
        write_exercise(&writer, &set->exercises[i]);
    return buffer_string(&writer.out);
}
