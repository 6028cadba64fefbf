#include "app/journal.h"

#include <string.h>

#include "base/json.h"
#include "base/table.h"

struct export {
    struct transaction *transaction;
    enum journal_scope scope;
    journal_sink sink;
    void *sink_context;
    struct arena kept;    /* which contents were written */
    struct arena working; /* of one entry */
    struct table written;
    struct {
        struct hash *items;
        size_t count, capacity;
    } hashes;
    struct failure *failure;
};

static enum status write_line(struct export *export, const struct buffer *line)
{
    return export->sink(buffer_string(line), export->sink_context);
}

/* Contents. */

/* Whether the content was written before; from now on it was. */
static bool was_written(struct export *export, struct hash content)
{
    uint64_t key;
    size_t cursor;
    memcpy(&key, content.bytes, sizeof key);
    for (size_t i = table_first(&export->written, key, &cursor); i != TABLE_NONE;
         i = table_next(&export->written, key, &cursor))
        if (hash_equal(export->hashes.items[i], content))
            return true;
    table_add(&export->kept, &export->written, key);
    *LIST_ADD(&export->kept, &export->hashes) = content;
    return false;
}

/* The JSON of a payload or a content is put in as it is, so that its bytes stay what they were; should a damaged one be no JSON, it
 * stands as a string. */
static void add_json(struct arena *arena, struct buffer *line, const char *key, struct string json)
{
    struct json_error error;
    buffer_add_format(line, "\"%s\":", key);
    if (json_parse(arena, json, &error) != NULL) {
        buffer_add(line, json);
        return;
    }
    struct json_writer writer = json_writer_to(line, 0);
    json_string(&writer, json);
}

static enum status write_content(struct export *export, struct hash content)
{
    struct string json;
    if (hash_is_zero(content) || was_written(export, content))
        return STATUS_OK;
    enum status status =
        transaction_content_get(export->transaction, content, &export->working, &json, export->failure);
    if (status != STATUS_OK)
        return status == STATUS_NOT_FOUND ? STATUS_OK : status;
    struct buffer line = buffer_in(&export->working);
    buffer_add_format(&line, "{\"hash\":\"%.*s\",", STRING_ARG(hash_string(&export->working, content)));
    add_json(&export->working, &line, "content", json);
    buffer_add_c(&line, "}\n");
    return write_line(export, &line);
}

/* Entries. */

static void add_string(struct json_writer *writer, const char *key, struct string value)
{
    json_key(writer, key);
    json_string(writer, value);
}

static void add_envelope(struct arena *arena, struct json_writer *writer, const struct entry *entry)
{
    add_string(writer, "id", uuid_string(arena, entry->id));
    add_string(writer, "learner", uuid_string(arena, entry->learner));
    add_string(writer, "device", uuid_string(arena, entry->device));
    if (!uuid_is_nil(entry->run))
        add_string(writer, "run", uuid_string(arena, entry->run));
    if (entry->step != ENTRY_NO_STEP) {
        json_key(writer, "step");
        json_integer(writer, entry->step);
    }
    add_string(writer, "kind", string_from(entry_kind_id(entry->kind)));
    json_key(writer, "format");
    json_integer(writer, entry->format);
    add_string(writer, "time", time_format(arena, entry->time));
    if (entry->subject.size > 0)
        add_string(writer, "subject", entry->subject);
    if (!hash_is_zero(entry->content))
        add_string(writer, "content", hash_string(arena, entry->content));
}

static enum status write_entry(struct export *export, const struct entry *entry)
{
    struct buffer line = buffer_in(&export->working);
    struct json_writer writer = json_writer_to(&line, 0);
    json_begin_object(&writer);
    add_envelope(&export->working, &writer, entry);
    buffer_add_byte(&line, ',');
    add_json(&export->working, &line, "payload", entry->payload);
    buffer_add_c(&line, "}\n");
    return write_line(export, &line);
}

/* STATUS_OK for an entry that may be written, STATUS_NOT_FOUND for one that may not. */
static enum status allow(struct export *export, const struct entry *entry)
{
    struct run_progress run;
    struct entry response;
    if (export->scope == JOURNAL_WHOLE)
        return STATUS_OK;
    if (entry->kind == ENTRY_FLAG && entry->step != ENTRY_NO_STEP)
        return transaction_first_response(export->transaction, entry->run, entry->step, &export->working, &response,
                                          export->failure);
    if (entry->kind != ENTRY_RUN)
        return STATUS_OK;
    enum status status =
        transaction_run_get(export->transaction, entry->run, &export->working, &run, export->failure);
    bool is_open = status == STATUS_OK && run.response_count < run.step_count;
    return is_open ? STATUS_NOT_FOUND : status;
}

static enum status export_entry(const struct entry *entry, void *context)
{
    struct export *export = context;
    arena_reset(&export->working);
    enum status status = allow(export, entry);
    if (status != STATUS_OK)
        return status == STATUS_NOT_FOUND ? STATUS_OK : status;
    status = write_content(export, entry->content);
    return status == STATUS_OK ? write_entry(export, entry) : status;
}

static enum status export_all(struct transaction *transaction, void *context)
{
    struct export *export = context;
    struct entry_filter all = { 0 };
    export->transaction = transaction;
    return transaction_walk(transaction, &all, export_entry, export, export->failure);
}

enum status journal_export(struct store *store, enum journal_scope scope, journal_sink sink, void *context,
                           struct failure *failure)
{
    struct export export = { .scope = scope, .sink = sink, .sink_context = context, .failure = failure };
    enum status status = store_read(store, export_all, &export, failure);
    arena_clear(&export.working);
    arena_clear(&export.kept);
    return status;
}
