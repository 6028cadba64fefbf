/* learner: who practises, where, and with what at hand. Passed to everything a person can do. */
#ifndef VIVA_APP_LEARNER_H
#define VIVA_APP_LEARNER_H

#include "app/library.h"
#include "base/uuid.h"
#include "store/store.h"

struct learner {
    struct store *store;
    const struct library *library;
    struct uuid id; /* a uuid even when local */
    struct uuid device;
};

/* The one local learner of this store; made, with a device, when the store is new. */
enum status learner_local(struct store *store, const struct library *library, struct learner *learner,
                          struct failure *failure);

/* The same without changing anything: STATUS_NOT_FOUND, and a learner of whom nothing is known, when the store is new.
 */
enum status learner_find(struct store *store, const struct library *library, struct learner *learner,
                         struct failure *failure);

#endif
