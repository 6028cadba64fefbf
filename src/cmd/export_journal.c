#include <string.h>

#include "app/payload.h"
#include "base/json.h"
#include "base/table.h"
#include "cmd/home.h"
#include "cmd/output.h"
#include "cmd/say.h"

/* One line of JSON for each entry, and before the first entry that speaks of a content one for the content. */
struct exporting {
    struct call *call;
    struct transaction *transaction;
    struct arena arena;   /* of one entry */
    struct arena seen_in; /* of the hashes below */
    struct table seen;
    struct {
        struct hash *items;
        size_t count, capacity;
    } hashes; /* of contents that were written */
};

static struct json_writer line_begin(struct exporting *exporting, struct buffer *buffer, const char *kind)
{
    *buffer = buffer_in(&exporting->arena);
    struct json_writer json = json_writer_to(buffer, 0);
    json_begin_object(&json);
    output_string(&json, "line", string_from(kind));
    return json;
}

static void line_end(struct json_writer *json)
{
    json_end_object(json);
    buffer_add_byte(json->buffer, '\n');
    say_out(buffer_string(json->buffer));
}

static void write_head(struct exporting *exporting)
{
    struct buffer buffer;
    struct json_writer json = line_begin(exporting, &buffer, "journal");
    output_integer(&json, "version", OUTPUT_VERSION);
    output_string(&json, "viva", STRING(VIVA_VERSION));
    line_end(&json);
}

/* JSON as it stands in the journal. What is none, in a database that was tampered with, is written as a string: the
 * line stays JSON. */
static void write_json(struct exporting *exporting, struct json_writer *json, const char *key, struct string text)
{
    struct json_error error;
    bool is_one_line = string_find_byte(text, '\n') == STRING_NOT_FOUND;
    if (!is_one_line || !json_parse(&exporting->arena, text, &error)) {
        output_string(json, key, text);
        return;
    }
    buffer_add_format(json->buffer, ",\"%s\":", key);
    buffer_add(json->buffer, text);
}

/* Contents. */

static bool is_first_seen(struct exporting *exporting, struct hash hash)
{
    uint64_t key;
    size_t cursor;
    memcpy(&key, hash.bytes, sizeof key);
    for (size_t i = table_first(&exporting->seen, key, &cursor); i != TABLE_NONE;
         i = table_next(&exporting->seen, key, &cursor))
        if (hash_equal(exporting->hashes.items[i], hash))
            return false;
    table_add(&exporting->seen_in, &exporting->seen, key);
    *LIST_ADD(&exporting->seen_in, &exporting->hashes) = hash;
    return true;
}

/* The content's own bytes stand in the line: their hash is the one above them. */
static enum status write_content(struct exporting *exporting, struct hash hash)
{
    struct string content;
    struct buffer buffer;
    if (hash_is_zero(hash) || !is_first_seen(exporting, hash))
        return STATUS_OK;
    enum status status =
        transaction_content_get(exporting->transaction, hash, &exporting->arena, &content, &exporting->call->failure);
    if (status != STATUS_OK)
        return status == STATUS_NOT_FOUND ? STATUS_OK : status;
    struct json_writer json = line_begin(exporting, &buffer, "content");
    output_string(&json, "hash", hash_string(&exporting->arena, hash));
    write_json(exporting, &json, "json", content);
    line_end(&json);
    return STATUS_OK;
}

static enum status write_contents(struct exporting *exporting, const struct entry *entry)
{
    struct payload_run run;
    enum status status = write_content(exporting, entry->content);
    bool is_run = entry->kind == ENTRY_RUN && entry->format == ENTRY_FORMAT &&
                  payload_run_read(&exporting->arena, entry->payload, &run);
    for (size_t i = 0; is_run && i < run.step_count && status == STATUS_OK; i++)
        status = write_content(exporting, run.steps[i].content);
    return status;
}

/* Entries. */

static void write_uuid(struct json_writer *json, const char *key, struct uuid uuid)
{
    json_key(json, key);
    if (uuid_is_nil(uuid))
        json_null(json);
    else
        json_string(json, uuid_string(json->buffer->arena, uuid));
}

static void write_kind(struct json_writer *json, enum entry_kind kind)
{
    const char *id = entry_kind_id(kind);
    json_key(json, "kind");
    if (id)
        json_string(json, string_from(id));
    else
        json_integer(json, kind); /* of a later version: kept as it is */
}

static void write_entry(struct exporting *exporting, const struct entry *entry)
{
    struct arena *arena = &exporting->arena;
    struct buffer buffer;
    struct json_writer json = line_begin(exporting, &buffer, "entry");
    write_uuid(&json, "id", entry->id);
    write_uuid(&json, "learner", entry->learner);
    write_uuid(&json, "device", entry->device);
    write_uuid(&json, "run", entry->run);
    json_key(&json, "step");
    if (entry->step == ENTRY_NO_STEP)
        json_null(&json);
    else
        json_integer(&json, entry->step);
    write_kind(&json, entry->kind);
    output_integer(&json, "format", entry->format);
    output_string(&json, "time", time_format(arena, entry->time));
    output_string(&json, "subject", entry->subject);
    json_key(&json, "content");
    if (hash_is_zero(entry->content))
        json_null(&json);
    else
        json_string(&json, hash_string(arena, entry->content));
    write_json(exporting, &json, "payload", entry->payload);
    line_end(&json);
}

static enum status export_entry(const struct entry *entry, void *context)
{
    struct exporting *exporting = context;
    enum status status = write_contents(exporting, entry);
    if (status == STATUS_OK)
        write_entry(exporting, entry);
    arena_reset(&exporting->arena);
    return status;
}

static enum status export_all(struct transaction *transaction, void *context)
{
    struct exporting *exporting = context;
    exporting->transaction = transaction;
    write_head(exporting);
    return transaction_walk(transaction, &(struct entry_filter){ 0 }, export_entry, exporting,
                            &exporting->call->failure);
}

static enum status run(struct call *call)
{
    struct exporting exporting = { .call = call };
    struct store *store;
    enum status status = home_open(call, &store);
    if (status != STATUS_OK)
        return status;
    status = store_read(store, export_all, &exporting, &call->failure);
    store_close(store);
    arena_clear(&exporting.arena);
    arena_clear(&exporting.seen_in);
    return status;
}

const struct verb verb_export_journal = {
    .name = "export-journal",
    .summary = "write everything you ever answered, as JSON lines",
    .operands = "",
    .text = "Writes the whole journal to standard output, one JSON object a line: what you answered and when, and every version "
            "of the exercises that you were asked. Nothing is left out. docs/journal.md describes each line.",
    .examples = {
        { "viva export-journal > journal.jsonl", "all of it in a file" },
        { "viva export-journal | grep '\"kind\":\"choice\"' | wc -l", "how many answers there are" },
    },
    .function = run,
};
