#include "app/learner.h"

#include "app/rebuild.h"
#include "words/words.h"

static enum status read_id(struct transaction *transaction, const char *name, struct uuid *id, struct failure *failure)
{
    struct arena arena = { 0 };
    struct string text;
    enum status status = transaction_setting_get(transaction, name, &arena, &text, failure);
    if (status == STATUS_OK && !uuid_parse(text, id))
        status = words_failure(failure, STATUS_CORRUPT, SAY_BAD_SETTING,
                               WORDS({ "name", .plain = string_from(name) }, { "value", .plain = text }));
    arena_clear(&arena);
    return status;
}

static enum status make_id(struct transaction *transaction, const char *name, struct uuid *id, struct failure *failure)
{
    char text[UUID_TEXT_SIZE + 1];
    *id = uuid_new();
    uuid_format(*id, text);
    return transaction_setting_put(transaction, name, string_from(text), failure);
}

struct finding {
    struct learner *learner;
    struct failure *failure;
};

static enum status find(struct transaction *transaction, void *context)
{
    struct finding *finding = context;
    enum status status = read_id(transaction, "learner", &finding->learner->id, finding->failure);
    return status == STATUS_OK ? read_id(transaction, "device", &finding->learner->device, finding->failure) : status;
}

/* Two processes may both find a new store; the second to write finds what the first one made. */
static enum status find_or_make(struct transaction *transaction, void *context)
{
    struct finding *finding = context;
    enum status status = find(transaction, context);
    if (status != STATUS_NOT_FOUND)
        return status;
    status = make_id(transaction, "learner", &finding->learner->id, finding->failure);
    if (status == STATUS_OK)
        status = make_id(transaction, "device", &finding->learner->device, finding->failure);
    return status == STATUS_OK
               ? transaction_setting_put(transaction, REBUILD_SETTING, STRING(REBUILD_FORM), finding->failure)
               : status;
}

enum status learner_find(struct store *store, const struct library *library, struct learner *learner,
                         struct failure *failure)
{
    *learner = (struct learner){ .store = store, .library = library };
    return store_read(store, find, &(struct finding){ learner, failure }, failure);
}

enum status learner_local(struct store *store, const struct library *library, struct learner *learner,
                          struct failure *failure)
{
    enum status status = learner_find(store, library, learner, failure);
    if (status != STATUS_NOT_FOUND)
        return status;
    return store_change(store, find_or_make, &(struct finding){ learner, failure }, failure);
}
