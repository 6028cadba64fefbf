/* bundle: the sets that come with viva, as the bytes of their files. Made by tools/bundle.py at build time from sets/.
 */
#ifndef VIVA_CMD_BUNDLE_H
#define VIVA_CMD_BUNDLE_H

#include "base/string.h"

struct bundled {
    struct string name; /* "senior-rust.md" */
    struct string bytes;
};

extern const struct bundled bundle[];
extern const size_t bundle_count;

/* What `viva new` writes, with the places {set} and {title}. */
extern const struct string bundle_template;

#endif
