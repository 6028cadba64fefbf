/* progress: as JSON. */
#include "cmd/output.h"
#include "cmd/progress.h"

/* Marks are told as shares of one, exact to the hundredth. */
static void write_mark(struct json_writer *json, const char *key, bool is_known, int64_t percent)
{
    json_write_key(json, key);
    if (is_known)
        json_write_hundredths(json, percent);
    else
        json_write_null(json);
}

/* The members of one exercise's row. */
static void write_row(struct json_writer *json, const struct progress *row)
{
    bool has_response = row->response_count > 0;
    output_integer(json, "responses", row->response_count);
    output_integer(json, "right", row->right_count);
    output_integer(json, "dont_know", row->dont_know_count);
    output_integer(json, "confident_wrong", row->confident_wrong_count);
    write_mark(json, "mean_mark", has_response, has_response ? row->score_percent_sum / row->response_count : 0);
    write_mark(json, "last_mark", has_response, row->last_score_percent);
    output_string(json, "last_sureness", string_from(sureness_ids[row->last_sureness & 3]));
    output_time(json, "first_at", row->first_at);
    output_time(json, "last_at", row->last_at);
    output_bool(json, "flagged", row->is_flagged);
    output_string(json, "last_content",
                  has_response ? hash_string(json->buffer->arena, row->last_content) : STRING(""));
}

/* What is known. -------------------------------------------------------------------------------------------------- */

/* Exact to the hundredth, as far as a forecast can be. */
static void write_share(struct json_writer *json, const char *key, const struct known_share *share)
{
    json_write_key(json, key);
    json_begin_object(json);
    output_decimal(json, "expected", share->expected, 2);
    output_integer(json, "low", share->low);
    output_integer(json, "high", share->high);
    json_end_object(json);
}

static void write_skill(struct json_writer *json, const struct known_part *part, enum memory_skill skill,
                        const struct known_set *set)
{
    json_write_key(json, memory_skill_ids[skill]);
    json_begin_object(json);
    output_integer(json, "begun", part->begun_count[skill]);
    write_share(json, "today", &part->now[skill]);
    if (set->has_interview) {
        write_share(json, "on_the_day", &part->on_the_day[skill]);
    } else {
        json_write_key(json, "on_the_day");
        json_write_null(json);
    }
    json_end_object(json);
}

static void write_part(struct json_writer *json, const struct known_part *part, const struct known_set *set,
                       bool is_titled)
{
    json_begin_object(json);
    if (is_titled)
        output_string(json, "title", text_string(json->buffer->arena, part->title));
    output_integer(json, "points", part->point_count);
    output_integer(json, "exercises", part->exercise_count);
    for (enum memory_skill skill = MEMORY_RECOGNISING; skill < MEMORY_SKILL_END; skill++)
        write_skill(json, part, skill, set);
    json_end_object(json);
}

/* Sets. ----------------------------------------------------------------------------------------------------------- */

static void write_set(struct json_writer *json, const struct set_progress *progress, const struct known_set *known)
{
    struct arena *arena = json->buffer->arena;
    json_begin_object(json);
    output_string(json, "id", set_full_id(arena, progress->set));
    output_string(json, "title", progress->set->title);
    output_integer(json, "answered", (int64_t)progress->answered_count);
    output_open_run(json, progress);
    json_write_key(json, "exercises");
    json_begin_array(json);
    for (size_t i = 0; i < progress->set->exercise_count; i++) {
        const struct exercise *exercise = &progress->set->exercises[i];
        json_begin_object(json);
        output_string(json, "id", exercise_full_id(arena, progress->set, exercise));
        output_string(json, "title", text_string(arena, exercise->title));
        write_row(json, &progress->exercises[i]);
        json_end_object(json);
    }
    json_end_array(json);
    json_write_key(json, "known");
    write_part(json, &known->whole, known, false);
    json_write_key(json, "headings");
    json_begin_array(json);
    for (size_t i = 0; i < known->heading_count; i++)
        write_part(json, &known->headings[i], known, true);
    json_end_array(json);
    json_end_object(json);
}

/* Practice. ------------------------------------------------------------------------------------------------------- */

static void write_day_key(struct json_writer *json, const char *key, bool has, int32_t day)
{
    json_write_key(json, key);
    if (has)
        json_write_string(json, time_day_format(json->buffer->arena, day));
    else
        json_write_null(json);
}

static void write_days(struct json_writer *json, const struct practice_record *record)
{
    json_write_key(json, "days");
    json_begin_array(json);
    for (size_t i = 0; i < record->day_count; i++) {
        const struct record_day *day = &record->days[i];
        if (day->answer_count == 0)
            continue;
        json_begin_object(json);
        write_day_key(json, "day", true, day->day);
        output_integer(json, "answers", day->answer_count);
        output_integer(json, "asked", day->asked_count);
        output_integer(json, "right", day->right_count);
        output_integer(json, "took_ms", day->took_ms);
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_sureness(struct json_writer *json, const struct practice_record *record)
{
    json_write_key(json, "sureness");
    json_begin_array(json);
    for (size_t i = 0; i < SURENESS_COUNT; i++) {
        json_begin_object(json);
        output_string(json, "sureness", string_from(sureness_ids[i]));
        output_integer(json, "choices", record->sureness[i].count);
        output_integer(json, "right", record->sureness[i].right_count);
        output_decimal(json, "low", record->sureness[i].low, 4);
        output_decimal(json, "high", record->sureness[i].high, 4);
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_record(struct json_writer *json, const struct practice_record *record)
{
    json_write_key(json, "practice");
    json_begin_object(json);
    write_day_key(json, "from", true, record->days[0].day);
    write_day_key(json, "today", true, record->today);
    output_integer(json, "answers", record->all_answer_count);
    output_integer(json, "asked", record->all_asked_count);
    output_integer(json, "right", record->all_right_count);
    output_integer(json, "timed", record->all_timed_count);
    output_integer(json, "took_ms", record->all_took_ms);
    write_days(json, record);
    write_sureness(json, record);
    json_end_object(json);
}

/* Curves. --------------------------------------------------------------------------------------------------------- */

static void write_recall(struct json_writer *json, const char *key, bool has, double recall)
{
    json_write_key(json, key);
    if (has)
        json_write_decimal(json, recall, 4);
    else
        json_write_null(json);
}

static void write_curve_answer(struct json_writer *json, const struct curve_answer *answer)
{
    json_begin_object(json);
    output_time(json, "at", answer->time.at);
    write_day_key(json, "day", true, answer->day);
    output_bool(json, "right", answer->is_right);
    output_bool(json, "dont_know", answer->is_dont_know);
    write_mark(json, "mark", true, answer->score_percent);
    output_string(json, "sureness", string_from(sureness_ids[answer->sureness]));
    output_integer(json, "grade", (int64_t)answer->grade);
    write_recall(json, "recall_before", answer->recall >= 0, answer->recall);
    output_decimal(json, "stability", answer->stability, 4);
    json_end_object(json);
}

static void write_curve(struct json_writer *json, const struct curve *curve)
{
    json_begin_object(json);
    output_string(json, "skill", string_from(memory_skill_ids[curve->skill]));
    write_recall(json, "threshold", true, curve->threshold);
    write_recall(json, "recall_today", true, curve->now);
    write_day_key(json, "below_threshold_from", true, curve->threshold_day);
    write_day_key(json, "due", true, curve->due_day);
    write_day_key(json, "interview", curve->has_interview, curve->interview_day);
    write_recall(json, "recall_on_the_day", curve->has_interview, curve->on_the_day);
    json_write_key(json, "answers");
    json_begin_array(json);
    for (size_t i = 0; i < curve->answer_count; i++)
        write_curve_answer(json, &curve->answers[i]);
    json_end_array(json);
    json_write_key(json, "points");
    json_begin_array(json);
    for (size_t i = 0; i < curve->point_count; i++) {
        json_begin_object(json);
        write_day_key(json, "day", true, curve->points[i].day);
        write_recall(json, "recall", true, curve->points[i].recall);
        json_end_object(json);
    }
    json_end_array(json);
    json_end_object(json);
}

static void write_exercise(const struct showing *showing)
{
    struct output_json output = output_json_begin(showing->call, "curve");
    struct json_writer *json = &output.writer;
    const struct exercise *exercise = &showing->only->exercises[showing->exercise];
    output_string(json, "id", exercise_full_id(output.arena, showing->only, exercise));
    output_string(json, "title", text_string(output.arena, exercise->title));
    json_write_key(json, "curves");
    json_begin_array(json);
    for (size_t i = 0; i < showing->curve_count; i++)
        write_curve(json, &showing->curves[i]);
    json_end_array(json);
    output_json_end(&output);
}

/* All. ------------------------------------------------------------------------------------------------------------ */

static void write_progress(const struct showing *showing)
{
    struct output_json output = output_json_begin(showing->call, "progress");
    struct json_writer *json = &output.writer;
    write_record(json, &showing->record);
    json_write_key(json, "sets");
    json_begin_array(json);
    for (size_t i = 0; i < showing->set_count; i++)
        write_set(json, &showing->sets[i], &showing->known[i]);
    json_end_array(json);
    json_write_key(json, "elsewhere");
    json_begin_array(json);
    for (size_t i = 0; i < showing->elsewhere.count; i++) {
        json_begin_object(json);
        output_string(json, "id", showing->elsewhere.items[i].exercise);
        write_row(json, &showing->elsewhere.items[i]);
        json_end_object(json);
    }
    json_end_array(json);
    output_json_end(&output);
}

void progress_write_json(const struct showing *showing)
{
    (showing->exercise != SIZE_MAX ? write_exercise : write_progress)(showing);
}
