#include "core/audit.h"
#include "base/table.h"
#include "cmd/output.h"
#include "cmd/say.h"
#include "cmd/shelf.h"
#include "read/read.h"
#include "view/audit.h"

struct auditing {
    struct call *call;
    struct shelf shelf;
    struct shelf_texts texts;
    struct arena arena, scratch; /* of one text */
    struct audit audit;
    struct strings ids; /* of the sets so far */
    struct table by_id;
};

/* Reading. ------------------------------------------------------------------------------------------------- */

/* A set that is named twice counts once: else its exercises would be twice as sure as they are. */
static bool is_new(struct auditing *auditing, const struct set *set)
{
    struct string id = set_full_id(auditing->call->arena, set);
    uint64_t hash = string_hash(id);
    size_t cursor;
    for (size_t i = table_first(&auditing->by_id, hash, &cursor); i != TABLE_NONE;
         i = table_next(&auditing->by_id, hash, &cursor))
        if (string_equal(auditing->ids.items[i], id))
            return false;
    table_add(auditing->call->arena, &auditing->by_id, hash);
    *LIST_ADD(auditing->call->arena, &auditing->ids) = id;
    return true;
}

static enum status unusable(struct auditing *auditing, struct problems *problems, struct string name)
{
    problems_sort(problems);
    say_problems(problems);
    return words_failure(&auditing->call->failure, STATUS_BAD_INPUT, SAY_SET_UNUSABLE,
                         WORDS({ "path", .plain = name }));
}

static enum status add_text(struct auditing *auditing, const struct shelf_text *text)
{
    struct string bytes;
    enum status status = shelf_text_read(&auditing->shelf, &auditing->arena, text, &bytes);
    if (status != STATUS_OK)
        return status;
    struct problems problems = problems_in(&auditing->arena);
    const struct set *set = read_next(&auditing->arena, &auditing->scratch, text->name, bytes, &problems);
    if (!set)
        return unusable(auditing, &problems, text->name);
    if (is_new(auditing, set))
        audit_add(&auditing->audit, auditing->call->arena, set);
    return STATUS_OK;
}

static enum status add_all(struct auditing *auditing)
{
    enum status status = STATUS_OK;
    struct say_progress progress =
        say_progress_start(SAY_CHECK_PROGRESS, auditing->call->arguments->options[OPTION_PLAIN].is_given);
    for (size_t i = 0; i < auditing->texts.count && status == STATUS_OK; i++) {
        status = add_text(auditing, &auditing->texts.items[i]);
        arena_reset(&auditing->arena);
        say_progress(&progress, (int64_t)i + 1);
    }
    say_progress_end(&progress);
    arena_clear(&auditing->arena);
    arena_clear(&auditing->scratch);
    return status;
}

/* JSON. ---------------------------------------------------------------------------------------------------- */

static void write_share(struct json_writer *json, const char *key, double share)
{
    output_decimal(json, key, share, 4);
}

static void write_score(struct json_writer *json, size_t guesser, const struct audit_score *score)
{
    json_begin_object(json);
    output_string(json, "id", string_from(audit_guesser_ids[guesser]));
    write_share(json, "right", score->right);
    write_share(json, "chance", score->chance);
    write_share(json, "low", score->low);
    write_share(json, "high", score->high);
    output_decimal(json, "p", score->p, 6);
    write_share(json, "bound", score->bound);
    output_bool(json, "above_chance", score->is_above_chance);
    json_end_object(json);
}

/* The members of one part: what is said of a set is said of the whole. */
static void write_part(struct json_writer *json, const struct audit_part *part)
{
    output_integer(json, "exercises", (int64_t)part->exercise_count);
    output_bool(json, "has_word_lists", part->has_words);
    write_share(json, "length_rank", part->length_rank);
    output_bool(json, "length_rank_fine", part->is_length_fine);
    json_write_key(json, "guessers");
    json_begin_array(json);
    for (size_t i = 0; i < AUDIT_GUESSER_COUNT; i++)
        if (part->scores[i].is_telling)
            write_score(json, i, &part->scores[i]);
    json_end_array(json);
}

static void write_sets(struct json_writer *json, const struct audit_report *report)
{
    json_write_key(json, "sets");
    json_begin_array(json);
    for (size_t i = 0; i < report->set_count; i++) {
        json_begin_object(json);
        output_string(json, "id", report->sets[i].id);
        output_string(json, "title", report->sets[i].title);
        write_part(json, &report->sets[i]);
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_given_away(struct json_writer *json, const struct audit_report *report)
{
    json_write_key(json, "given_away");
    json_begin_array(json);
    for (size_t i = 0; i < report->given_away_count; i++) {
        const struct audit_given_away *item = &report->given_away[i];
        json_begin_object(json);
        output_string(json, "set", report->sets[item->set].id);
        output_string(json, "exercise", item->exercise);
        output_integer(json, "settled", (int64_t)item->settled_count);
        json_write_key(json, "found_by");
        json_begin_array(json);
        for (size_t guesser = 0; guesser < AUDIT_GUESSER_COUNT; guesser++)
            if (item->finders >> guesser & 1)
                json_write_string(json, string_from(audit_guesser_ids[guesser]));
        json_end_array(json);
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_signs(struct json_writer *json, const struct audit_report *report)
{
    json_write_key(json, "learnt");
    json_begin_array(json);
    for (size_t i = 0; i < report->sign_count; i++) {
        json_begin_object(json);
        output_string(json, "id", string_from(audit_guesser_ids[report->signs[i].signal]));
        output_string(json, "bearing", string_from(audit_bearing_ids[report->signs[i].bearing]));
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_json(struct call *call, const struct audit_report *report)
{
    struct output_json output = output_json_begin(call, "audit");
    struct json_writer *json = &output.writer;
    output_bool(json, "passes", report->passes);
    output_integer(json, "corrected_over", (int64_t)report->telling_count);
    json_write_key(json, "whole");
    json_begin_object(json);
    write_part(json, &report->whole);
    json_end_object(json);
    write_sets(json, report);
    write_given_away(json, report);
    write_signs(json, report);
    output_json_end(&output);
}

/* The verb. ------------------------------------------------------------------------------------------------ */

static enum status judge(struct auditing *auditing)
{
    struct call *call = auditing->call;
    const struct option_value *options = call->arguments->options;
    struct audit_report report = audit_report(&auditing->audit, call->arena, options[OPTION_SEED].number);
    if (options[OPTION_JSON].is_given)
        write_json(call, &report);
    else
        output_view(call, view_audit(call->arena, &report));
    return report.passes ? STATUS_OK : STATUS_FINDINGS;
}

static enum status run(struct call *call)
{
    const struct arguments *arguments = call->arguments;
    struct auditing auditing = { .call = call };
    enum status status = shelf_open(call, &auditing.shelf);
    if (status == STATUS_OK)
        status = shelf_texts(&auditing.shelf, arguments->operands, arguments->operand_count, &auditing.texts);
    if (status == STATUS_OK)
        status = add_all(&auditing);
    if (status == STATUS_OK)
        status = judge(&auditing);
    audit_clear(&auditing.audit);
    return status;
}

const struct verb verb_audit = {
    .name = "audit",
    .summary = "tell whether guessers who understand nothing find the best answers",
    .operands = "SET...",
    .operand_kind = OPERAND_SET,
    .operand_min = 1,
    .operand_max = SIZE_MAX,
    .options = { OPTION_SEED, OPTION_JSON },
    .text = "Lets guessers loose on the sets: one that takes the longest answer, one that takes the shortest, one for the most "
            "punctuation, figures, hedges or code, one for each place in the file, and one that learns all these signs from the other "
            "sets. Says of each set, and of all together, how often each is right, how often chance is, and the exact interval; "
            "then where the best answer ranks by length, and which exercises give themselves away.\n"
            "The exit code is 1 when a guesser is above chance (its one-sided 95 % bound, with Holm's correction for there being many), or "
            "when the best ranks outside 2.2 to 2.8 of 4 by length on average, over all sets that were named together. With few exercises a "
            "bank passes easily: docs/writing-exercises.md says what how many can prove.\n"
            "SET is a file, a folder (all sets in it and below it), a name from \"viva sets\", or \"-\" for standard input. The "
            "guesser that learns needs two sets. --seed draws its chances anew; nothing else is left to chance.",
    .examples = {
        { "viva audit my-set.md", "see what gives your set away" },
        { "viva audit sets/", "judge a whole bank, as its tests do" },
    },
    .function = run,
};
