/* faulty: a store of which the n-th operation fails, whatever it is. */
#ifndef VIVA_TESTS_APP_FAULTY_H
#define VIVA_TESTS_APP_FAULTY_H

#include "store/store.h"

#define FAULTY_TEXT "the disk is on fire"

/* From now on the store goes through here. One store at a time. */
void faulty_install(struct store *store);

/* Let the n-th operation from now on fail with STATUS_SYSTEM and FAULTY_TEXT, and all others succeed; 0 for none. */
void faulty_fail_at(int n);

/* Whether it has failed. */
bool faulty_has_failed(void);

#endif
