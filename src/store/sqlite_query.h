/* sqlite_query: the queries of sql/sqlite/queries.sql by name. A name without a query there, or the other way round,
 * does not link or is not used. */
#ifndef VIVA_STORE_SQLITE_QUERY_H
#define VIVA_STORE_SQLITE_QUERY_H

#define QUERIES(ROW)                                                                                                   \
    ROW(begin)                                                                                                         \
    ROW(begin_change)                                                                                                  \
    ROW(commit)                                                                                                        \
    ROW(rollback)                                                                                                      \
    ROW(change_begin)                                                                                                  \
    ROW(change_keep)                                                                                                   \
    ROW(change_undo)                                                                                                   \
    ROW(application_id)                                                                                                \
    ROW(schema_version)                                                                                                \
    ROW(schema_rows)                                                                                                   \
    ROW(integrity)                                                                                                     \
    ROW(entry_append)                                                                                                  \
    ROW(entry_first_response)                                                                                          \
    ROW(entry_responses)                                                                                               \
    ROW(entry_walk)                                                                                                    \
    ROW(entry_walk_filtered)                                                                                           \
    ROW(entry_walk_run)                                                                                                \
    ROW(content_put)                                                                                                   \
    ROW(content_has)                                                                                                   \
    ROW(content_get)                                                                                                   \
    ROW(content_walk)                                                                                                  \
    ROW(exercise_put)                                                                                                  \
    ROW(exercise_get)                                                                                                  \
    ROW(exercise_remove)                                                                                               \
    ROW(exercise_walk)                                                                                                 \
    ROW(run_replace)                                                                                                   \
    ROW(run_put)                                                                                                       \
    ROW(run_get)                                                                                                       \
    ROW(run_newest)                                                                                                    \
    ROW(run_walk)                                                                                                      \
    ROW(memory_due)                                                                                                    \
    ROW(memory_coming)                                                                                                 \
    ROW(memory_count)                                                                                                  \
    ROW(tuning_put)                                                                                                    \
    ROW(tuning_get)                                                                                                    \
    ROW(setting_get)                                                                                                   \
    ROW(setting_put)                                                                                                   \
    ROW(entry_clear)                                                                                                   \
    ROW(content_clear)                                                                                                 \
    ROW(exercise_clear)                                                                                                \
    ROW(day_put)                                                                                                       \
    ROW(day_get)                                                                                                       \
    ROW(day_walk)                                                                                                      \
    ROW(day_clear)                                                                                                     \
    ROW(tuning_clear)                                                                                                  \
    ROW(run_clear)                                                                                                     \
    ROW(setting_clear)                                                                                                 \
    ROW(texts_run)                                                                                                     \
    ROW(texts_setting)                                                                                                 \
    ROW(texts_progress)                                                                                                \
    ROW(texts_memory)                                                                                                  \
    ROW(texts_tuning)                                                                                                  \
    ROW(texts_exercise)

enum query {
#define QUERY_ENUM(name) QUERY_##name,
    QUERIES(QUERY_ENUM)
#undef QUERY_ENUM
        QUERY_COUNT
};

#define QUERY_TEXT(name) extern const char sql_query_##name[];
QUERIES(QUERY_TEXT)
#undef QUERY_TEXT

#endif
