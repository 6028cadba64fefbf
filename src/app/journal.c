#include "app/journal.h"

#include <string.h>

#include "app/payload.h"
#include "base/json.h"
#include "base/table.h"

struct exporting {
    struct transaction *transaction;
    enum journal_scope scope;
    journal_sink sink;
    void *sink_context;
    struct arena arena;   /* of one entry */
    struct arena seen_in; /* of the hashes below */
    struct table seen;
    struct {
        struct hash *items;
        size_t count, capacity;
    } hashes; /* of contents that were written */
    struct failure *failure;
};

/* Lines. */

static void write_string(struct json_writer *json, const char *key, struct string value)
{
    json_write_key(json, key);
    json_write_string(json, value);
}

static void write_integer(struct json_writer *json, const char *key, int64_t value)
{
    json_write_key(json, key);
    json_write_integer(json, value);
}

static struct json_writer line_begin(struct exporting *exporting, struct buffer *buffer, const char *kind)
{
    *buffer = buffer_in(&exporting->arena);
    struct json_writer json = json_writer_to(buffer, 0);
    json_begin_object(&json);
    write_string(&json, "line", string_from(kind));
    return json;
}

static enum status line_end(struct exporting *exporting, struct json_writer *json)
{
    json_end_object(json);
    buffer_add_byte(json->buffer, '\n');
    return exporting->sink(buffer_string(json->buffer), exporting->sink_context);
}

static enum status write_head(struct exporting *exporting)
{
    struct buffer buffer;
    struct json_writer json = line_begin(exporting, &buffer, "journal");
    write_integer(&json, "version", JOURNAL_VERSION);
    write_string(&json, "viva", STRING(VIVA_VERSION));
    return line_end(exporting, &json);
}

/* JSON as it stands in the journal. What is none, in a database that was tampered with, is written as a string: the
 * line stays JSON. */
static void write_json(struct exporting *exporting, struct json_writer *json, const char *key, struct string text)
{
    struct json_error error;
    bool is_one_line = string_find_byte(text, '\n') == STRING_NOT_FOUND;
    if (!is_one_line || !json_parse(&exporting->arena, text, &error)) {
        write_string(json, key, text);
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
        transaction_content_get(exporting->transaction, hash, &exporting->arena, &content, exporting->failure);
    if (status != STATUS_OK)
        return status == STATUS_NOT_FOUND ? STATUS_OK : status;
    struct json_writer json = line_begin(exporting, &buffer, "content");
    write_string(&json, "hash", hash_string(&exporting->arena, hash));
    write_json(exporting, &json, "json", content);
    return line_end(exporting, &json);
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
    json_write_key(json, key);
    if (uuid_is_nil(uuid))
        json_write_null(json);
    else
        json_write_string(json, uuid_string(json->buffer->arena, uuid));
}

static void write_kind(struct json_writer *json, enum entry_kind kind)
{
    const char *id = entry_kind_id(kind);
    json_write_key(json, "kind");
    if (id)
        json_write_string(json, string_from(id));
    else
        json_write_integer(json, kind); /* of a later version: kept as it is */
}

static enum status write_entry(struct exporting *exporting, const struct entry *entry)
{
    struct arena *arena = &exporting->arena;
    struct buffer buffer;
    struct json_writer json = line_begin(exporting, &buffer, "entry");
    write_uuid(&json, "id", entry->id);
    write_uuid(&json, "learner", entry->learner);
    write_uuid(&json, "device", entry->device);
    write_uuid(&json, "run", entry->run);
    json_write_key(&json, "step");
    if (entry->step == ENTRY_NO_STEP)
        json_write_null(&json);
    else
        json_write_integer(&json, entry->step);
    write_kind(&json, entry->kind);
    write_integer(&json, "format", entry->format);
    write_string(&json, "time", time_format(arena, entry->time));
    write_string(&json, "subject", entry->subject);
    json_write_key(&json, "content");
    if (hash_is_zero(entry->content))
        json_write_null(&json);
    else
        json_write_string(&json, hash_string(arena, entry->content));
    write_json(exporting, &json, "payload", entry->payload);
    return line_end(exporting, &json);
}

/* STATUS_OK for an entry of the scope, STATUS_NOT_FOUND for one that is left out. */
static enum status look_at_scope(struct exporting *exporting, const struct entry *entry)
{
    struct run_progress run;
    struct entry response;
    if (exporting->scope == JOURNAL_WHOLE)
        return STATUS_OK;
    if (entry->kind == ENTRY_FLAG && entry->step != ENTRY_NO_STEP)
        return transaction_first_response(exporting->transaction, entry->run, entry->step, &exporting->arena, &response,
                                          exporting->failure);
    if (entry->kind != ENTRY_RUN)
        return STATUS_OK;
    enum status status =
        transaction_run_get(exporting->transaction, entry->run, &exporting->arena, &run, exporting->failure);
    bool is_open = status == STATUS_OK && run.response_count < run.step_count;
    return is_open ? STATUS_NOT_FOUND : status;
}

static enum status export_entry(const struct entry *entry, void *context)
{
    struct exporting *exporting = context;
    enum status status = look_at_scope(exporting, entry);
    if (status == STATUS_OK)
        status = write_contents(exporting, entry);
    else
        return status == STATUS_NOT_FOUND ? STATUS_OK : status;
    if (status == STATUS_OK)
        status = write_entry(exporting, entry);
    arena_reset(&exporting->arena);
    return status;
}

static enum status export_all(struct transaction *transaction, void *context)
{
    struct exporting *exporting = context;
    exporting->transaction = transaction;
    enum status status = write_head(exporting);
    return status == STATUS_OK
               ? transaction_walk(transaction, &(struct entry_filter){ 0 }, export_entry, exporting, exporting->failure)
               : status;
}

enum status journal_export(struct store *store, enum journal_scope scope, journal_sink sink, void *context,
                           struct failure *failure)
{
    struct exporting exporting = { .scope = scope, .sink = sink, .sink_context = context, .failure = failure };
    enum status status = store_read(store, export_all, &exporting, failure);
    arena_clear(&exporting.arena);
    arena_clear(&exporting.seen_in);
    return status;
}
